/// One policy file as written: declarations in order, and the comments between them.
public struct PolicyTree: Sendable {
  /// The file's place in the set.
  public var file: Int
  public var declarations: [Declaration]
  public var comments: [Comment]

  public init(file: Int, declarations: [Declaration], comments: [Comment]) {
    self.file = file
    self.declarations = declarations
    self.comments = comments
  }
}

/// A `#` comment up to the end of its line, marker included.
public struct Comment: Sendable {
  public var span: SourceSpan
  public var text: String
  /// True when nothing but white space stands before it on its line.
  public var isWholeLine: Bool

  public init(span: SourceSpan, text: String, isWholeLine: Bool) {
    self.span = span
    self.text = text
    self.isWholeLine = isWholeLine
  }
}

/// A name where it was written.
public struct Name: Sendable {
  public var text: String
  public var span: SourceSpan

  public init(_ text: String, _ span: SourceSpan) {
    self.text = text
    self.span = span
  }
}

/// `email` or `pii.email`: a definition here or in a pack.
public struct QualifiedName: Sendable {
  public var parts: [Name]
  public var span: SourceSpan

  public init(parts: [Name], span: SourceSpan) {
    self.parts = parts
    self.span = span
  }

  public var text: String { parts.map(\.text).joined(separator: ".") }
}

/// A text literal with its escapes undone.
public struct TextLiteral: Sendable {
  public var value: String
  public var span: SourceSpan

  public init(_ value: String, _ span: SourceSpan) {
    self.value = value
    self.span = span
  }
}

/// `/…/imsx`: the pattern between the slashes, `\/` undone to `/`.
public struct RegexLiteral: Sendable {
  public var pattern: String
  public var flags: String
  public var span: SourceSpan
  /// The span of the pattern alone, for pointing into it.
  public var patternSpan: SourceSpan

  public init(pattern: String, flags: String, span: SourceSpan, patternSpan: SourceSpan) {
    self.pattern = pattern
    self.flags = flags
    self.span = span
    self.patternSpan = patternSpan
  }
}

/// What a file can say at its top level.
public enum Declaration: Sendable {
  case use(PackList)
  case apply(PackList)
  case message(MessageTree)
  case list(ListTree)
  case pattern(PatternTree)
  case letBinding(LetTree)
  case policy(PolicyNode)
  case model(ModelTree)
  case test(TestTree)

  public var span: SourceSpan {
    switch self {
    case .use(let node), .apply(let node): node.span
    case .message(let node): node.span
    case .list(let node): node.span
    case .pattern(let node): node.span
    case .letBinding(let node): node.span
    case .policy(let node): node.span
    case .model(let node): node.span
    case .test(let node): node.span
    }
  }
}

/// `use pii, secrets` or `apply secrets`.
public struct PackList: Sendable {
  public var names: [Name]
  public var span: SourceSpan

  public init(names: [Name], span: SourceSpan) {
    self.names = names
    self.span = span
  }
}
