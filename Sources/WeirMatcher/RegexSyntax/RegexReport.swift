/// How a pattern could take too long.
public enum RegexHazard: Hashable, Sendable {
  /// Each character more can double the time.
  case exponential
  /// The time grows with a power of the text's length within one attempt.
  case polynomial
  /// Bounded repeats that can share out one text in very many ways.
  case boundedBlowup
  /// Each start is linear, but long runs are read again from every start. A warning.
  case quadraticStart
}

/// A text that shows a hazard: `prefix`, then `pump` over and over, then `suffix`.
public struct AttackText: Hashable, Sendable {
  public var prefix: String
  public var pump: String
  public var suffix: String

  /// The attack with the pump repeated.
  public func text(pumps: Int) -> String {
    prefix + String(repeating: pump, count: max(pumps, 0)) + suffix
  }
}

/// One thing about a pattern's cost.
public struct RegexFinding: Hashable, Sendable {
  public var hazard: RegexHazard
  /// Bytes into the pattern: where the repeated part stands.
  public var offset: Int
  public var attack: AttackText

  /// Whether a checker must refuse the pattern for it.
  public var isRefusal: Bool {
    switch hazard {
    case .exponential, .polynomial, .boundedBlowup: true
    case .quadraticStart: false
    }
  }

  /// The finding in one sentence.
  public var sentence: String {
    switch hazard {
    case .exponential:
      "a repeat can read the same text in two ways, so time can double per character"
    case .polynomial:
      "two repeats can share the same text, so time grows with a power of its length"
    case .boundedBlowup:
      "bounded repeats can share out the same text in more ways than can be tried"
    case .quadraticStart: "a long run is read again from every start, so time grows with its square"
    }
  }
}

/// Whether the analysis could see the whole pattern.
public enum RegexAnalysis: Hashable, Sendable {
  case complete
  /// Backreferences, conditions or `\X` are beyond it.
  case notAnalysable(offset: Int)
  case tooLargeToAnalyse
}

/// What can be said about a pattern without a text. Offsets are bytes in the pattern.
public struct RegexReport: Sendable {
  /// Why the pattern can't be used at all, first to last.
  public internal(set) var errors: [PatternError] = []
  public internal(set) var findings: [RegexFinding] = []
  public internal(set) var analysis = RegexAnalysis.complete
  public internal(set) var canMatchEmpty = false
  /// Whether it can match at the start of the text only.
  public internal(set) var isAnchored = false
  /// Unicode scalars of the shortest match.
  public internal(set) var minimumLength = 0
  public internal(set) var groupNames: [String] = []
  /// The text, if the pattern is nothing but a text: `contains` would do.
  public internal(set) var plainLiteral: String?
  /// Dots that mean "any character" where a domain or file name seems to be meant.
  public internal(set) var suspiciousDots: [Int] = []

  /// Whether a checker must refuse the pattern.
  public var isRefused: Bool { !errors.isEmpty || findings.contains(where: \.isRefusal) }
}
