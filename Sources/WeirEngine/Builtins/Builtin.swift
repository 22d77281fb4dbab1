import WeirChecker
import WeirSyntax

/// A function of the language: the signature that the checker is handed and the bodies that the
/// evaluator calls, one an overload.
struct Builtin: Sendable {
  let signature: BuiltinSignature
  let bodies: [Body]

  init(_ signature: BuiltinSignature, _ bodies: Body...) {
    self.signature = signature
    self.bodies = bodies
  }

  /// A body by the representations of its arguments and its answer. `nil` is "no answer" where the
  /// signature says optional, else failure.
  enum Body: Sendable {
    case textToInt(@Sendable (TextBytes) -> Int64)
    case textToFloat(@Sendable (TextBytes) -> Double)
    case textToBool(@Sendable (TextBytes) -> Bool)
    /// As `textToBool`, once the second argument, a name, has chosen which.
    case choice(@Sendable (String) -> @Sendable (TextBytes) -> Bool)
    case textToText(@Sendable (TextBytes, Arena) -> TextBytes)
    case textToOptionalInt(@Sendable (TextBytes) -> Int64?)
    case textToOptionalFloat(@Sendable (TextBytes) -> Double?)
    case intToInt(@Sendable (Int64) -> Int64?)
    case intsToInt(@Sendable (Int64, Int64) -> Int64?)
    case floatToFloat(@Sendable (Double) -> Double?)
    case floatsToFloat(@Sendable (Double, Double) -> Double?)
    case networkToBool(@Sendable (IPNetwork) -> Bool)
    /// A `json` value read as something: absent unless it is just that.
    case readJSON(Conversion)
    /// Elements of a list.
    case listCount
    /// Every string and number inside a `json` value.
    case leaves
  }
}

extension [Builtin] {
  func named(_ name: String) -> Builtin? { first { $0.signature.name == name } }
}
