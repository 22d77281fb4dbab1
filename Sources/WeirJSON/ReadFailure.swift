/// Why a line is malformed, and where.
public struct ReadFailure: Error, Equatable, Sendable {
  public var reason: Reason

  /// The byte of the line at which it stopped being acceptable.
  public var offset: Int

  public init(reason: Reason, offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  public enum Reason: Equatable, Hashable, Sendable {
    /// No bytes but white space.
    case empty
    case byteOrderMark
    case notUTF8
    /// A JSON value, but no object.
    case notAnObject
    case syntax(SyntaxFault)
    case trailingBytes
    case lineTooLong
    case tooDeep
    case numberTooLong
    /// A member name that its object has already, compared unescaped.
    case duplicateName
    /// A member name that equals a declared one only in case, compatibility form or invisibles.
    case lookalikeName
    /// An escaped surrogate without its other half: no Unicode text, read differently by everyone.
    case loneSurrogate
  }

  /// What the grammar of RFC 8259 missed.
  public enum SyntaxFault: Hashable, Sendable, CaseIterable {
    case unexpectedEnd, value, memberName, colon, commaOrBracket, commaOrBrace
    case literal, number, escape, controlCharacter
  }

  /// The field in which reading stopped, as a JSON Pointer (RFC 6901); linear in the offset.
  public func field(in line: UnsafeBufferPointer<UInt8>) -> String {
    JSONPointer.to(offset: offset, in: line)
  }
}
