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

  /// Compiles one pattern, refusing what no policy may use.
  public init(_ source: PatternSource) throws(PatternError) {
    guard source.regex.view == .raw else { throw .viewNotAvailable(source.regex.view) }
    let (regex, analysis) = try Self.compile(source.regex)
    name = source.name
    view = source.regex.view
    near = try source.near.map { near throws(PatternError) in try NearWords(near) }
    self.regex = regex
    isLinearPerStart = analysis.isLinearPerStart
    startRisk = analysis.startRisk
  }

  private static func compile(
    _ source: RegexSource
  ) throws(PatternError) -> (CompiledRegex, PatternAnalysis) {
    let bytes = source.pattern.utf8.count
    guard bytes <= MatcherLimits.patternBytesMax else { throw .patternTooLong(bytes: bytes) }
    let tree = RegexParser.parse(source)
    if let refusal = tree.refusals.first {
      throw .refused(refusal.construct, offset: refusal.offset)
    }
    let regex = try CompiledRegex(source)
    guard !regex.canMatchEmpty else { throw .matchesEmpty }
    return (regex, PatternAnalysis(tree))
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
