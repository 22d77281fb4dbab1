/// `[closed] message { … }`: the shape of one JSON line.
public struct MessageTree: Sendable {
  public var isClosed: Bool
  public var fields: [FieldDeclaration]
  /// `clock FIELD`
  public var clocks: [Name]
  /// `malformed VERDICT`
  public var malformed: [VerdictName]
  public var span: SourceSpan
  /// The word `message`, for pointing at the block.
  public var keywordSpan: SourceSpan

  public init(
    isClosed: Bool, fields: [FieldDeclaration], clocks: [Name], malformed: [VerdictName],
    span: SourceSpan, keywordSpan: SourceSpan
  ) {
    self.isClosed = isClosed
    self.fields = fields
    self.clocks = clocks
    self.malformed = malformed
    self.span = span
    self.keywordSpan = keywordSpan
  }
}

/// `agent: string? from "user-agent" trusted`
public struct FieldDeclaration: Sendable {
  public var name: Name
  public var type: TypeTree
  /// The JSON member name where it differs from the field's.
  public var jsonName: TextLiteral?
  public var isTrusted: Bool
  public var span: SourceSpan

  public init(
    name: Name, type: TypeTree, jsonName: TextLiteral?, isTrusted: Bool, span: SourceSpan
  ) {
    self.name = name
    self.type = type
    self.jsonName = jsonName
    self.isTrusted = isTrusted
    self.span = span
  }
}

/// A type as written.
public struct TypeTree: Sendable {
  public indirect enum Kind: Sendable {
    /// `bool int float string time duration ip cidr json`, or a misspelling of one.
    case named(Name)
    case union([TextLiteral])
    case record([FieldDeclaration])
    case list(TypeTree)
    case optional(TypeTree)
    /// What stood there was no type; a diagnostic has been given.
    case invalid
  }
  public var kind: Kind
  public var span: SourceSpan

  public init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}
