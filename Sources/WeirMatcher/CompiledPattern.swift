/// One pattern, ready to search with. Immutable and shared by threads.
public final class CompiledPattern: Sendable {
  public let name: String
  public let view: View
  /// Whether PCRE2 made machine code of it, rather than interpreting.
  public var isMachineCode: Bool { regex.isMachineCode }

  let regex: CompiledRegex
  let near: NearWords?
  let isLinearPerStart: Bool
  let startRisk: StartRisk?

  /// Compiles one pattern, refusing what no policy may use; an inspected one is ready but for
  /// `near`.
  public init(_ source: PatternSource) throws(PatternError) {
    guard source.regex.view == .raw else { throw .viewNotAvailable(source.regex.view) }
    let inspected = source.inspected ?? InspectedRegex(source.regex)
    precondition(inspected.source == source.regex, "what was inspected is the pattern's own regex")
    if let error = inspected.report.errors.first { throw error }
    guard let parts = inspected.parts else {
      preconditionFailure("what can't be compiled has an error")
    }
    name = source.name
    view = source.regex.view
    near = try source.near.map { near throws(PatternError) in try NearWords(near) }
    regex = parts.regex
    isLinearPerStart = parts.analysis.isLinearPerStart
    startRisk = parts.analysis.startRisk
  }

  /// Steps one start may take. A pattern not shown to be linear shares one budget over the text.
  func stepsMax(textBytes: Int) -> UInt32 {
    if isLinearPerStart { return MatcherLimits.matchStepsMax }
    let share = MatcherLimits.workPerTextMax / max(textBytes, 1)
    let bounded = min(
      max(share, MatcherLimits.matchStepsLeast), MatcherLimits.matchStepsUnproven)
    return UInt32(bounded)
  }

  /// Bytes that `near` may read for one candidate, roughly.
  var nearWork: Int { near?.work ?? 0 }

  /// Whether a candidate has a value and the neighbours that the pattern asks for.
  func accepts(_ match: TextMatch, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard match.start < match.end else { return false }
    return near?.occurs(around: match, in: text) ?? true
  }
}
