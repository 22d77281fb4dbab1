import WeirChecker
import WeirSyntax

/// The steps behind a decision: every policy with its parts, whether they held, and what decided.
///
/// A trace holds numbers, truth values and members of unions; of texts only how long they are, what a
/// view made of a disguise and the few short pieces that a linear model weighed most; and nothing of a
/// value that redaction hides.
public struct Trace: Sendable {
  /// In the order of their names; empty for a malformed line, which no policy judges.
  public var policies: [PolicyTrace] = []
}

/// One policy and this message.
public struct PolicyTrace: Sendable {
  public enum Kind: String, Sendable {
    case validate, redact, limit, anomaly
  }
  public var name: String
  public var kind: Kind
  public var standing: Standing
  /// Whether `when` held and no exception excused the message; nil where a part of it failed.
  public var applies: Bool?
  public var parts: [TracePart] = []
}

/// A condition, exception, clause or threshold of a policy.
public struct TracePart: Sendable {
  public enum Role: Sendable {
    case when
    /// `isOver` where its `until` has passed.
    case except(because: String, isOver: Bool)
    /// A clause of `validate`, counted from 1.
    case clause(Int)
    /// A threshold of `anomaly`, counted from 1, with the score and what it is compared with.
    case threshold(Int, score: Double?, bound: Double)
  }
  public var role: Role
  /// Where it is written.
  public var span: SourceSpan
  public var outcome: TraceOutcome
  /// What decided, outermost first.
  public var steps: [TraceStep] = []
}

/// How evaluating something ended.
public enum TraceOutcome: Sendable, Equatable {
  case bool(Bool)
  case number(String)
  /// The member of a union.
  case text(String)
  /// Texts, addresses and other values that are told only by what they are.
  case described(String)
  case absent
  case failed
  /// Redaction hides the value.
  case hidden
}

/// An expression that had a part in an outcome.
public struct TraceStep: Sendable {
  public var span: SourceSpan
  public var outcome: TraceOutcome
  /// Where patterns were found, for `matches`.
  public var findings: [Finding] = []
  /// The grams that weighed most, for the score of a linear model.
  public var grams: [TraceGram] = []
  public var steps: [TraceStep] = []
}

/// A piece of the text that a linear model reads, and what it added to the score before that is
/// brought into 0…1.
public struct TraceGram: Sendable, Equatable {
  /// At most 24 characters, as the model reads them: folded.
  public var text: String
  public var weight: Double
}
