/// What a search asks about its pattern, as plain values.
///
/// A search copies it and counts no references: the counts of a pattern that threads share would
/// be numbers that they all write to, at every candidate of every text.
struct PatternFacts {
  let code: UnsafePointer<RegexCode>
  let valueGroup: Int
  let view: View
  /// What `near` and long texts ask about, which is rare.
  private let pattern: Unmanaged<CompiledPattern>
  private let isLinearPerStart: Bool
  private let hasNear: Bool
  /// Bytes that `near` may read for one candidate, roughly.
  let nearWork: Int
  /// Texts of at most so many bytes can't cost too much.
  private let harmlessBytes: Int
  /// How the starts before the pattern's literal are tried, if it begins with a run.
  var run = RunStart.every

  /// - Parameter pattern: Outlives the facts.
  init(_ pattern: CompiledPattern) {
    code = pattern.regex.code
    valueGroup = pattern.regex.valueGroup
    view = pattern.view
    self.pattern = .passUnretained(pattern)
    isLinearPerStart = pattern.isLinearPerStart
    hasNear = pattern.near != nil
    nearWork = pattern.near?.work ?? 0
    harmlessBytes = pattern.startRisk?.harmlessBytes ?? .max
  }

  /// Steps one start may take. A pattern not shown to be linear shares one budget over the text.
  func stepsMax(textBytes: Int) -> UInt32 {
    if isLinearPerStart { return MatcherLimits.matchStepsMax }
    let share = MatcherLimits.workPerTextMax / max(textBytes, 1)
    let bounded = min(
      max(share, MatcherLimits.matchStepsLeast), MatcherLimits.matchStepsUnproven)
    return UInt32(bounded)
  }

  func isAffordable(in text: UnsafeBufferPointer<UInt8>, _ starts: StartCursor) -> Bool {
    if text.count <= harmlessBytes { return true }
    return pattern.takeUnretainedValue().startRisk?.isAffordable(in: text, starts: starts) ?? true
  }

  /// Whether a candidate has a value and the neighbours that the pattern asks for.
  func accepts(_ match: TextMatch, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard match.start < match.end else { return false }
    return !hasNear || pattern.takeUnretainedValue().hasNeighbour(match, in: text)
  }
}

/// How the starts in one run of characters are tried; see ``LeadingRun``.
enum RunStart: UInt8 {
  case every
  /// Only the first decides.
  case first
  /// Only the first that stands at a word boundary.
  case firstAtBoundary

  init(_ run: LeadingRun?) {
    guard let run, run.isDecidedByFirst else {
      self = .every
      return
    }
    self = run.asksForBoundary ? .firstAtBoundary : .first
  }
}
