import WeirSyntax

/// One policy with everything resolved.
public struct CheckedPolicy: Sendable {
  public enum Body: Sendable {
    case validate([CheckedRule])
    case redact(CheckedRedaction)
    case limit(CheckedLimit)
    case anomaly(CheckedAnomaly)
  }
  /// Qualified with its pack where it has one.
  public var name: String
  public var title: String?
  public var importance: Importance?
  public var owner: String?
  public var tags: [String]
  public var condition: CheckedExpression?
  public var exceptions: [CheckedException]
  public var mode: PolicyMode
  /// 1…4
  public var level: Int
  /// What a failing clause gives.
  public var onError: Verdict
  public var body: Body
  public var span: SourceSpan
  /// The name, for pointing at the policy.
  public var nameSpan: SourceSpan

  public var kind: PolicyKind {
    switch body {
    case .validate: .validate
    case .redact: .redact
    case .limit: .limit
    case .anomaly: .anomaly
    }
  }
}

/// `severity`: how much a finding of the policy matters to people; it changes no decision.
public enum Importance: String, Sendable, CaseIterable {
  case low, medium, high, critical
}

public enum PolicyMode: String, Sendable, CaseIterable {
  case enforce, shadow
}

/// `except if X until DATE because "…"`
public struct CheckedException: Sendable {
  public var condition: CheckedExpression
  /// The first moment at which it no longer holds, in microseconds since 1970.
  public var end: Int64?
  public var because: String
  public var span: SourceSpan
}

/// A clause of `validate` that can have an effect. Its id is `policy:N`, counted from 1.
public struct CheckedRule: Sendable {
  public enum Kind: Sendable {
    case require(CheckedExpression)
    case verdictIf(CheckedExpression)
    /// Adds to the policy's sum; the verdict is `allow`.
    case add(Double, CheckedExpression)
    /// Compares the sum.
    case above(Double)
  }
  public var kind: Kind
  public var verdict: Verdict
  public var reason: String?
  public var span: SourceSpan
}

public struct CheckedRedaction: Sendable {
  /// Absent: every string and number of the line, member names included.
  public var paths: [CheckedPath]?
  public var lines: [CheckedRedactionLine]
}

/// A path with wildcards in JSON names.
public struct CheckedPath: Sendable {
  public enum Step: Sendable, Hashable {
    case member(String)
    case index(Int)
    case everyElement
  }
  public var steps: [Step]
  /// As written.
  public var text: String
  public var span: SourceSpan
}

public struct CheckedRedactionLine: Sendable {
  /// The one pattern, or all of a pack.
  public var patterns: [PatternID]
  /// A line that names a pattern beats one that names its pack.
  public var namesPack: Bool
  public var operation: RedactionOperation
  public var span: SourceSpan
}

public enum RedactionOperation: Sendable, Hashable {
  case mask(keep: Int)
  case remove
  case replace(String)
  case hash(key: String)
  case encrypt(key: String)
  case keep
}

public struct CheckedLimit: Sendable {
  public var keys: [CheckedExpression]
  /// Of type float or int; absent: 1 a message.
  public var cost: CheckedExpression?
  public var allowed: Int64
  public var periodMicroseconds: Int64
  public var burst: Int64
  public var verdict: Verdict
  public var reason: String?
}

public struct CheckedAnomaly: Sendable {
  public var model: ModelID
  public var thresholds: [CheckedThreshold]
}

public struct CheckedThreshold: Sendable {
  public enum Kind: Sendable {
    case score(Double)
    case share(Double)
    case automatic
  }
  public var kind: Kind
  public var verdict: Verdict
  public var reason: String?
  public var span: SourceSpan
}

/// A test whose names and types fit the set.
public struct CheckedTest: Sendable {
  public var title: String
  public var steps: [TestTree.Step]
  public var span: SourceSpan
}
