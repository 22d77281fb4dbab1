/// Every bound of this module, with its unit and its reason.
public enum MatcherLimits {
  /// Bytes of one pattern. Real patterns are far shorter; the analysis below grows with the pattern.
  public static let patternBytesMax = 16 * 1024

  /// Bytes of one text. A longer text is a failure, never a silent "not found".
  public static let textBytesMax = 1024 * 1024

  /// Scalars that `near` may look to either side; more is no longer near.
  public static let nearDistanceMax = 10_000

  /// Backtracking steps from one start, for a pattern that was shown to be linear there.
  ///
  /// A linear pattern needs at most a few steps per byte of text.
  public static let matchStepsMax: UInt32 = 10_000_000

  /// Steps per (pattern, text), shared out over the starts of a pattern not shown to be linear,
  /// and bytes read by runs and by candidates. Some tenths of a second at the very worst.
  public static let workPerTextMax = 1 << 27

  /// The least share of one start, so that ordinary backtracking survives in a text of 1 MiB.
  public static let matchStepsLeast = 2_000

  /// The largest share of one start, which the interpreter also spends in about a millisecond.
  public static let matchStepsUnproven = 100_000

  /// KiB of heap for the interpreter, where machine code is not available.
  public static let heapKiB: UInt32 = 20_000

  /// Nested backtracking points of the interpreter.
  public static let depthMax: UInt32 = 100_000

  /// Bytes of one thread's stack for machine code: what it starts with and may grow to.
  public static let jitStackStartBytes = 32 * 1024
  public static let jitStackBytesMax = 1024 * 1024

  /// Nested groups the syntax reader follows; PCRE2's own bound is 250.
  public static let groupDepthMax = 250

  /// Positions of one pattern's automaton; a repeat that would pass it counts as unbounded.
  public static let positionsMax = 2_000
  public static let repeatPositionsMax = 1_000

  /// Edges of that automaton.
  public static let edgesMax = 200_000

  /// Steps of the search for ambiguity. Beyond: "too large to analyse", said openly.
  public static let analysisStepsMax = 1_000_000

  /// Parts of all patterns together that are looked at for one shape of texts: a millisecond or two.
  public static let shapeStepsMax = 50_000

  /// Characters of the longest run whose steps are counted.
  public static let runLengthMax = 1_000

  /// Steps that a run of one character may take from one start, as `[a-z]{1,400}[a-z]{1,400}!`
  /// takes 160,000; more counts as polynomial.
  public static let stepsPerStartMax = 50_000.0

  /// The same where every character of the run begins another attempt, so that a text of 1 MiB
  /// takes so many million: twice what the longest single repeat that is written out can take.
  public static let stepsEverywhereMax = 2_000.0

  /// The same where only the text's start begins one: a few milliseconds.
  public static let stepsPerTextMax = 1_000_000.0
}
