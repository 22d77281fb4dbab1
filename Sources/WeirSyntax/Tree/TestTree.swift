/// `test "title" { … }`: messages in order, then what is expected of the last.
public struct TestTree: Sendable {
  public var title: TextLiteral
  public var steps: [Step]
  public var span: SourceSpan

  public init(title: TextLiteral, steps: [Step], span: SourceSpan) {
    self.title = title
    self.steps = steps
    self.span = span
  }

  public struct Step: Sendable {
    public indirect enum Kind: Sendable {
      case message(SampleTree)
      /// `line "…"`: one raw line of input.
      case line(TextLiteral, Timing)
      /// `given score(m) = 0.7`
      case given(model: QualifiedName, Expression)
      /// `given level = 2`
      case level(Expression)
      case expect(Expectation)
    }
    public var kind: Kind
    public var span: SourceSpan

    public init(_ kind: Kind, _ span: SourceSpan) {
      self.kind = kind
      self.span = span
    }
  }

  /// When a message arrives and how often: `at TIME`, `after DURATION`, `times N`, after the braces.
  public struct Timing: Sendable {
    public var at: Expression?
    public var after: Expression?
    public var times: Expression?

    public init(at: Expression? = nil, after: Expression? = nil, times: Expression? = nil) {
      self.at = at
      self.after = after
      self.times = times
    }
  }

  public enum Expectation: Sendable {
    /// `expect deny by per_user`
    case verdict(VerdictName, by: QualifiedName?)
    /// `expect text == "…"`: the field after redaction.
    case field(PathTree, SampleValue)
    /// `expect redacted`, `expect not redacted`
    case redacted(Bool)
    /// `expect malformed`, `expect not malformed`
    case malformed(Bool)
    /// `expect finding pii.email`, `expect not finding pii.email`
    case finding(QualifiedName, isExpected: Bool)
  }
}

/// `message { user: "eve", text: "hi" } times 6`
public struct SampleTree: Sendable {
  public var members: [SampleMember]
  public var timing: TestTree.Timing
  public var span: SourceSpan

  public init(members: [SampleMember], timing: TestTree.Timing, span: SourceSpan) {
    self.members = members
    self.timing = timing
    self.span = span
  }
}

/// One member of a sample; the name may be quoted where it is no identifier.
public struct SampleMember: Sendable {
  public var name: Name
  public var value: SampleValue

  public init(name: Name, value: SampleValue) {
    self.name = name
    self.value = value
  }
}

/// A JSON value as tests write it; times, durations and addresses stand for their text.
public struct SampleValue: Sendable {
  public indirect enum Kind: Sendable {
    case literal(Literal)
    case list([SampleValue])
    case record([SampleMember])
    case invalid
  }
  public var kind: Kind
  public var span: SourceSpan

  public init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}
