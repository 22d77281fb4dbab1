import WeirChecker
import WeirSyntax

/// One policy as the evaluator runs it.
struct CompiledPolicy: Sendable {
  var name: String
  var condition: NodeID?
  var exceptions: [CompiledException]
  /// Whether it decides, is only observed, or is off.
  var standing: Standing
  var onError: Verdict
  var body: Body

  enum Body: Sendable {
    case validate([CompiledRule])
    case redact
    case limit(CompiledLimit)
    case anomaly(model: ModelID, [CompiledThreshold])
  }
}

/// What a policy's verdict counts for.
public enum Standing: String, Sendable {
  case enforced
  /// Judged and logged, but not enforced: `mode shadow`, or a level that is only observed.
  case observed
  /// A level above both switches.
  case off
}

struct CompiledException: Sendable {
  var condition: NodeID
  var end: Int64?
  var because: String
}

struct CompiledRule: Sendable {
  enum Kind: Sendable {
    case require(NodeID)
    case verdictIf(NodeID)
    case add(Double, NodeID)
    case above(Double)
  }
  var kind: Kind
  var verdict: Verdict
  var reason: String?
  var span: SourceSpan
}

struct CompiledLimit: Sendable {
  var keys: [KeyPart]
  var cost: KeyPart?
  var allowed: Int64
  var periodMicroseconds: Int64
  var burst: Int64
  var verdict: Verdict
  var reason: String?
}

struct CompiledThreshold: Sendable {
  /// Compared with `>`; a share is looked up in the model when it is loaded.
  var kind: CheckedThreshold.Kind
  var verdict: Verdict
  var reason: String?
  var span: SourceSpan
}
