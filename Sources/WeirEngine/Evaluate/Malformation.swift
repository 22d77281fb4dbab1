import WeirJSON

/// Why a line is malformed: what is wrong, and where.
public struct Malformation: Sendable, Equatable {
  public enum Reason: Sendable, Equatable, Hashable {
    case json(ReadFailure.Reason)
    /// A field that may not be absent is.
    case missing
    /// A field holds something else than its type says.
    case wrongType(expected: String)
    /// A member that a `closed message` doesn't declare.
    case undeclared
    /// The message's clock runs ahead of its arrival.
    case future
  }
  public var reason: Reason
  /// A JSON Pointer (RFC 6901).
  public var field: String
  /// Where in the line, in bytes.
  public var offset: Int
}
