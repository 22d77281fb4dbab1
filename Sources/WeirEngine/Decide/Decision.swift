import WeirSyntax

/// All that judging one message concluded: the strictest effect, every reason, every edit.
///
/// Reuse one decision from message to message, so that steady traffic allocates nothing.
public struct Decision: Sendable {
  /// What the enforced policies say, all together.
  public internal(set) var verdict: Verdict = .allow
  /// What it would be if observed policies (shadow mode, observed levels) were enforced too.
  public internal(set) var observedVerdict: Verdict = .allow
  /// Set where the line is no message of the schema; then no policy has judged it.
  public internal(set) var malformation: Malformation?
  /// Every clause that had an effect, in the order of policy names and clauses.
  public internal(set) var reasons: [Reason] = []
  /// At most `EngineLimits.findingsMax`; `findingCount` counts all.
  public internal(set) var findings: [Finding] = []
  public internal(set) var findingCount = 0
  /// Exceptions that excused the message.
  public internal(set) var exceptions: [ExceptionUse] = []
  public internal(set) var scores: [Score] = []
  /// In the order of policy names; ``policy(of:)`` has the name.
  public internal(set) var limits = PlainList<LimitReading>()
  /// The moment by which the message was judged.
  public internal(set) var time = Timestamp(microseconds: 0)
  /// Whether redaction changed the line.
  public internal(set) var isRedacted = false
  /// The line to pass on. `Evaluator.judge` fills it only where redaction changed the line;
  /// `Evaluator.evaluate` always.
  public internal(set) var message: [UInt8] = []
  /// By which it was made.
  private var program: Program?
  /// Whether findings say what stands in their readings.
  var showsReadings = false

  public init() {}

  /// The name of the policy that a limit's reading is of.
  public func policy(of limit: LimitReading) -> String {
    program.map { $0.policies[limit.place].name } ?? ""
  }

  /// Forgets the last message, but for the memory it took.
  mutating func reset(for program: Program) {
    if self.program !== program { self.program = program }
    verdict = .allow
    observedVerdict = .allow
    malformation = nil
    reasons.clear()
    findings.clear()
    findingCount = 0
    exceptions.clear()
    scores.clear()
    limits.clear()
    isRedacted = false
    message.clear()
  }
}

/// The effect of one clause. Three facts are kept apart: that it matched (it is here at all), the
/// verdict it asks for, and whether that is enforced.
public struct Reason: Sendable {
  public var policy: String
  /// The policy's place in `Program.policyNames`.
  public var place: Int
  /// The clause, counted from 1 among those with an effect; 0 where the policy as a whole speaks.
  public var clause: Int
  public var verdict: Verdict
  public var isEnforced: Bool
  /// The author's words.
  public var text: String?
  /// Set where the clause could not be judged and `on error` answers for it.
  public var isFailure: Bool

  /// How findings and logs name the clause: `prompt_injection:2`.
  public var rule: String { clause == 0 ? policy : "\(policy):\(clause)" }
}

/// Where a pattern was found, by byte range of the received line.
public struct Finding: Sendable {
  public enum Use: Sendable, Equatable {
    /// A clause that looked for it had an effect.
    case clause(Int)
    /// A redaction found it; `isKept` where `keep` cancelled the edit.
    case redaction(String, isKept: Bool)
  }
  public var policy: String
  /// The policy's place in `Program.policyNames`.
  public var place: Int
  public var use: Use
  public var pattern: String
  /// The pattern's place in `Program.patternNames`.
  public var patternPlace: Int
  /// The field as a JSON Pointer (RFC 6901).
  public var field: String
  /// Widened to whole escapes.
  public var start: Int
  public var end: Int
  /// The simplest view in which the pattern is there: `raw`, `folded` or `decoded`.
  public var view: String
  /// The place in what that view reads, in bytes of the reading; in the view `raw`, of the text.
  public var reading: Range<Int>
  /// What stands there; only in a trace, where the view is another than `raw` and redaction hides
  /// nothing of it.
  public var shown: String?
  public var isEnforced: Bool
}

public struct ExceptionUse: Sendable {
  public var policy: String
  public var because: String
}

public struct Score: Sendable {
  public var model: String
  /// 0…1, high is odd.
  public var value: Double
  /// The features that made the message odd, most of all first; only with an anomalous decision.
  public var features: [String]
}

/// What a limit says of a message, in plain numbers, since every message may have one.
public struct LimitReading: Sendable, BitwiseCopyable {
  /// The policy's place in `Program.policyNames`.
  public var place: Int
  public var isAllowed: Bool
  /// What is left in the bucket: after this message if it is allowed, else now.
  public var remaining: Int64
  /// Microseconds until this cost would pass, 0 for now; nil where it never will.
  public var retryAfter: Int64?
  /// The key shares the overflow bucket.
  public var isOverflow: Bool
}

extension Array {
  /// Empties the array and keeps its memory; nothing at all is done to one that is empty, and to one
  /// with a single element little.
  @inline(__always)
  mutating func clear() {
    if isEmpty { return }
    if count == 1 { removeLast() } else { removeAll(keepingCapacity: true) }
  }
}
