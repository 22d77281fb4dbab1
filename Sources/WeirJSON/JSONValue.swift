/// What a JSON value is; `absent` stands for a value that is not there.
@frozen
public enum ValueKind: UInt8, Sendable {
  case absent, null, `false`, `true`, number, string, array, object
}

/// A value as a byte range of the line that holds it; a string includes its quotes. 12 bytes.
@frozen
public struct JSONValue: Equatable, Sendable {
  @usableFromInline let start32: Int32
  @usableFromInline let end32: Int32
  public var kind: ValueKind
  /// For a string or member name: whether its raw form has a `\`.
  public var hasEscapes: Bool

  @inlinable
  public init(kind: ValueKind, start: Int, end: Int, hasEscapes: Bool = false) {
    self.start32 = Int32(truncatingIfNeeded: start)
    self.end32 = Int32(truncatingIfNeeded: end)
    self.kind = kind
    self.hasEscapes = hasEscapes
  }

  @inlinable public static var absent: JSONValue { JSONValue(kind: .absent, start: 0, end: 0) }

  /// The offset of the value's first byte.
  @inlinable public var start: Int { Int(start32) }

  /// The offset behind the value's last byte.
  @inlinable public var end: Int { Int(end32) }

  /// `start..<end`.
  @inlinable public var range: Range<Int> { start..<max(start, end) }

  /// The bytes between a string's quotes, still escaped.
  @inlinable public var content: Range<Int> { start &+ 1..<max(start &+ 1, end &- 1) }
}

/// A string or number of a document, or a member name.
@frozen
public struct Leaf: Equatable, Sendable {
  public var value: JSONValue
  public var isName: Bool

  @inlinable
  public init(value: JSONValue, isName: Bool) {
    self.value = value
    self.isName = isName
  }
}
