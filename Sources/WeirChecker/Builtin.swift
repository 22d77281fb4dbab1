/// What the checker knows of a function of the language; the engine holds the body in the same file
/// as the signature.
public struct BuiltinSignature: Sendable {
  public let name: String
  public let overloads: [Overload]
  /// One line: what it gives.
  public let summary: String
  /// Expressions that run as tests, with their value as text: `("length(\"héllo\")", "5")`.
  public let examples: [Example]

  public init(_ name: String, _ overloads: [Overload], _ summary: String, examples: [Example]) {
    self.name = name
    self.overloads = overloads
    self.summary = summary
    self.examples = examples
  }

  public struct Overload: Sendable {
    public let parameters: [Parameter]
    /// Optional where the function may have no answer (a conversion).
    public let result: ValueType

    public init(_ parameters: [Parameter], _ result: ValueType) {
      self.parameters = parameters
      self.result = result
    }
  }

  public enum Parameter: Sendable, Hashable {
    /// A text: `string` or a union.
    case text
    case int, float, bool, time, duration, ip, json
    case anyList
    /// A text written in the policy, one of these names.
    case choice([String])
  }

  public struct Example: Sendable {
    public let expression: String
    public let value: String

    public init(_ expression: String, _ value: String) {
      self.expression = expression
      self.value = value
    }
  }
}
