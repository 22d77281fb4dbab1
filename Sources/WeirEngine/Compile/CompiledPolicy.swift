import WeirChecker
import WeirSyntax

/// One policy as the evaluator runs it.
///
/// A class, as are the other records that every message reads: taking one out of its array counts
/// one reference, where a struct would count one for each name, text and list it holds.
final class CompiledPolicy: Sendable {
  /// In `Program.policies`.
  let place: Int
  let name: String
  let condition: NodeID?
  let exceptions: [CompiledException]
  /// Whether it decides, is only observed, or is off.
  let standing: Standing
  let onError: Verdict
  let body: Body
  // What `body` has of these, once more: to take it out of there counts a reference each time.
  let rules: [CompiledRule]
  let refusal: Refusal?

  init(
    place: Int, name: String, condition: NodeID?, exceptions: [CompiledException],
    standing: Standing, onError: Verdict, body: Body
  ) {
    self.place = place
    self.name = name
    self.condition = condition
    self.exceptions = exceptions
    self.standing = standing
    self.onError = onError
    self.body = body
    if case .validate(let rules) = body { self.rules = rules } else { rules = [] }
    if case .limit(let limit) = body {
      refusal = Refusal(verdict: limit.verdict, reason: limit.reason)
    } else {
      refusal = nil
    }
  }

  enum Body: Sendable {
    case validate([CompiledRule])
    case redact
    case limit(CompiledLimit)
    case anomaly(model: ModelID, [CompiledThreshold])
  }
}

/// What a limit says to those whom it refuses.
struct Refusal: Sendable {
  let verdict: Verdict
  let reason: String?
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

final class CompiledRule: Sendable {
  enum Kind: Sendable {
    case require(NodeID)
    case verdictIf(NodeID)
    case add(Double, NodeID)
    case above(Double)
  }
  let kind: Kind
  let verdict: Verdict
  let reason: String?
  let span: SourceSpan

  init(
    kind: Kind, verdict: Verdict, reason: String?, span: SourceSpan
  ) {
    self.kind = kind
    self.verdict = verdict
    self.reason = reason
    self.span = span
  }
}

/// What a message is asked for one limit, in plain numbers; by place in `EngineState.limitNames`.
struct LimitPlan: Sendable {
  /// The place in `Program.policies`.
  var policy: Int32
  var isEnforced: Bool
  /// The parts of the key: a stretch of `Program.limitKeys`.
  var keys: Range<Int>
  /// 1 where there is none.
  var cost: KeyPart?
}

final class CompiledLimit: Sendable {
  let keys: [KeyPart]
  let cost: KeyPart?
  let allowed: Int64
  let periodMicroseconds: Int64
  let burst: Int64
  let verdict: Verdict
  let reason: String?

  init(
    keys: [KeyPart], cost: KeyPart?, allowed: Int64, periodMicroseconds: Int64, burst: Int64,
    verdict: Verdict, reason: String?
  ) {
    self.keys = keys
    self.cost = cost
    self.allowed = allowed
    self.periodMicroseconds = periodMicroseconds
    self.burst = burst
    self.verdict = verdict
    self.reason = reason
  }
}

struct CompiledThreshold: Sendable {
  /// Compared with `>`; a share is looked up in the model when it is loaded.
  var kind: CheckedThreshold.Kind
  var verdict: Verdict
  var reason: String?
  var span: SourceSpan
}

extension LimitPlan {
  /// The plans of all limit policies, with the parts of their keys one after another.
  static func plans(_ policies: [CompiledPolicy]) -> ([LimitPlan], [KeyPart]) {
    var plans: [LimitPlan] = []
    var keys: [KeyPart] = []
    for policy in policies {
      guard case .limit(let limit) = policy.body else { continue }
      plans.append(
        LimitPlan(
          policy: Int32(policy.place), isEnforced: policy.standing == .enforced,
          keys: keys.count..<keys.count + limit.keys.count, cost: limit.cost))
      keys += limit.keys
    }
    return (plans, keys)
  }
}
