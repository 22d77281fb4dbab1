/// The four kinds of policy.
public enum PolicyKind: String, Sendable, CaseIterable {
  case validate, redact, limit, anomaly
}

/// A point on the scale of verdicts, as written.
public struct VerdictName: Sendable {
  public var verdict: Verdict
  public var span: SourceSpan

  public init(_ verdict: Verdict, _ span: SourceSpan) {
    self.verdict = verdict
    self.span = span
  }
}

/// The scale on which policies judge, mildest first.
public enum Verdict: UInt8, Sendable, Comparable, CaseIterable {
  case allow, flag, review, deny

  public static func < (a: Verdict, b: Verdict) -> Bool { a.rawValue < b.rawValue }

  public var name: String {
    switch self {
    case .allow: "allow"
    case .flag: "flag"
    case .review: "review"
    case .deny: "deny"
    }
  }

  public init?(name: String) {
    guard let verdict = Verdict.allCases.first(where: { $0.name == name }) else { return nil }
    self = verdict
  }
}

/// `validate NAME "title" { … }` and its three siblings.
public struct PolicyNode: Sendable {
  public var kind: PolicyKind
  public var keywordSpan: SourceSpan
  public var name: Name
  public var title: TextLiteral?
  public var clauses: [Clause]
  public var span: SourceSpan

  public init(
    kind: PolicyKind, keywordSpan: SourceSpan, name: Name, title: TextLiteral?, clauses: [Clause],
    span: SourceSpan
  ) {
    self.kind = kind
    self.keywordSpan = keywordSpan
    self.name = name
    self.title = title
    self.clauses = clauses
    self.span = span
  }
}

/// One statement of a policy. The parser accepts only the clauses that the policy's kind has.
public struct Clause: Sendable {
  public indirect enum Kind: Sendable {
    // Every kind of policy.
    case severity(Name)
    case owner(TextLiteral)
    case tags([TextLiteral])
    case when(Expression)
    case except(Expression, until: Expression?, because: TextLiteral?)
    /// `mode shadow` or `mode enforce`
    case mode(Name)
    case level(Expression)
    /// `on error VERDICT`
    case onError(VerdictName)

    // validate
    case require(Expression, otherwise: VerdictName, reason: TextLiteral?)
    case verdictIf(VerdictName, Expression, reason: TextLiteral?)
    case add(Expression, if: Expression)
    /// `review above 5`
    case verdictAbove(VerdictName, Expression, reason: TextLiteral?)

    // redact
    case fields([PathTree])
    case redaction(QualifiedName, RedactionTree)

    // limit
    case by([Expression])
    case cost(Expression)
    /// `allow 20 per 1m burst 5`
    case rate(Expression, per: Expression, burst: Expression?)
    case otherwise(VerdictName, reason: TextLiteral?)

    // anomaly
    case score(QualifiedName)
    case threshold(VerdictName, ThresholdTree, reason: TextLiteral?)
  }
  public var kind: Kind
  public var span: SourceSpan

  public init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// `above 0.62`, `above share 0.01`, `above auto`
public enum ThresholdTree: Sendable {
  case score(Expression)
  case share(Expression)
  case automatic(SourceSpan)
}

/// What a redaction line does with what it finds.
public struct RedactionTree: Sendable {
  public enum Kind: Sendable {
    case mask(keep: Expression?)
    case remove
    case replace(TextLiteral)
    case hash(key: Name)
    case encrypt(key: Name)
    case keep
    /// No known operation; a diagnostic has been given.
    case invalid
  }
  public var kind: Kind
  public var span: SourceSpan

  public init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// `messages[*].content`: a path with wildcards, as `in` of a redaction takes it.
public struct PathTree: Sendable {
  public enum Step: Sendable {
    case member(Name)
    case index(Int64, SourceSpan)
    case everyElement(SourceSpan)
  }
  public var steps: [Step]
  public var span: SourceSpan

  public init(steps: [Step], span: SourceSpan) {
    self.steps = steps
    self.span = span
  }
}
