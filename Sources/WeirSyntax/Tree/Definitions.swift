/// `list NAME = [ … ]` or `list NAME from "file"` (one entry a line).
public struct ListTree: Sendable {
  public enum Origin: Sendable {
    case entries([Expression])
    case file(TextLiteral)
    case invalid
  }
  public var name: Name
  public var origin: Origin
  public var span: SourceSpan

  public init(name: Name, origin: Origin, span: SourceSpan) {
    self.name = name
    self.origin = origin
    self.span = span
  }
}

/// `pattern NAME = /…/` or `pattern NAME { … }`.
public struct PatternTree: Sendable {
  public var name: Name
  /// Every `match`; the checker asks for exactly one.
  public var regexes: [RegexLiteral]
  /// Every `where`, over the word `match`; all must hold.
  public var conditions: [Expression]
  public var near: [NearTree]
  /// `view folded`
  public var views: [Name]
  public var span: SourceSpan
  public var isBlock: Bool

  public init(
    name: Name, regexes: [RegexLiteral], conditions: [Expression], near: [NearTree], views: [Name],
    span: SourceSpan, isBlock: Bool
  ) {
    self.name = name
    self.regexes = regexes
    self.conditions = conditions
    self.near = near
    self.views = views
    self.span = span
    self.isBlock = isBlock
  }
}

/// `near ["member", "card"] within 40`: words and a distance in characters.
public struct NearTree: Sendable {
  public var words: [TextLiteral]
  public var distance: Expression
  public var span: SourceSpan

  public init(words: [TextLiteral], distance: Expression, span: SourceSpan) {
    self.words = words
    self.distance = distance
    self.span = span
  }
}

/// `let NAME = EXPRESSION`
public struct LetTree: Sendable {
  public var name: Name
  public var value: Expression
  public var span: SourceSpan

  public init(name: Name, value: Expression, span: SourceSpan) {
    self.name = name
    self.value = value
    self.span = span
  }
}

/// `model NAME { … }`
public struct ModelTree: Sendable {
  public enum Clause: Sendable {
    /// `feature NAME = EXPRESSION in LOW..HIGH`
    case feature(FeatureTree)
    /// `trees 100`, `rows 256`, `seed 7`, `buckets 65536`
    case number(Name, Expression)
    /// `characters 3..5`, `words 1..2`: lengths of the grams of a linear model.
    case lengths(Name, Expression, Expression, SourceSpan)
    /// `file "models/x.forest"`
    case file(TextLiteral, SourceSpan)
    /// `linear EXPRESSION`: the second kind of model, over a text.
    case linear(Expression, SourceSpan)

    public var span: SourceSpan {
      switch self {
      case .feature(let feature): feature.span
      case .number(let word, let value): word.span.joined(value.span)
      case .file(_, let span), .linear(_, let span), .lengths(_, _, _, let span): span
      }
    }
  }
  public var name: Name
  public var clauses: [Clause]
  public var span: SourceSpan

  public init(name: Name, clauses: [Clause], span: SourceSpan) {
    self.name = name
    self.clauses = clauses
    self.span = span
  }
}

/// `feature size = log1p(length(text)) in 0..12`
public struct FeatureTree: Sendable {
  public var name: Name
  public var value: Expression
  public var low: Expression?
  public var high: Expression?
  public var span: SourceSpan

  public init(
    name: Name, value: Expression, low: Expression?, high: Expression?, span: SourceSpan
  ) {
    self.name = name
    self.value = value
    self.low = low
    self.high = high
    self.span = span
  }
}
