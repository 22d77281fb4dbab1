/// One expression, read, compiled and analysed once, whoever asks: a checker for its report, then
/// a ``PatternSet`` for what it searches with.
///
/// Time is bounded by `MatcherLimits`: far below a millisecond for ordinary patterns.
public final class InspectedRegex: Sendable {
  public let source: RegexSource
  public let report: RegexReport
  /// Absent where PCRE2 or a bound refused the pattern.
  let parts: Parts?

  struct Parts: Sendable {
    var tree: RegexTree
    var regex: CompiledRegex
    var analysis: PatternAnalysis
  }

  public init(_ source: RegexSource) {
    var report = RegexReport()
    self.source = source
    parts = Self.inspect(source, &report)
    self.report = report
  }

  private static func inspect(_ source: RegexSource, _ report: inout RegexReport) -> Parts? {
    let bytes = source.pattern.utf8.count
    guard bytes <= MatcherLimits.patternBytesMax else {
      report.errors = [.patternTooLong(bytes: bytes)]
      return nil
    }
    let tree = RegexParser.parse(source)
    report.errors = tree.refusals.map { .refused($0.construct, offset: $0.offset) }
    do throws(PatternError) {
      let regex = try CompiledRegex(source)
      report.canMatchEmpty = regex.canMatchEmpty
      if regex.canMatchEmpty { report.errors.append(.matchesEmpty) }
      let analysis = PatternAnalysis(tree)
      report.describe(tree, pattern: source.pattern)
      report.findings = analysis.findings
      if let runs = analysis.startRisk?.runs, PatternPlan.hasLeadingRun(tree.root),
        PatternPlan(tree.root, source).readsOnce(runs)
      {
        report.findings.removeAll { $0.hazard == .quadraticStart }
      }
      report.analysis = analysis.verdict
      return Parts(tree: tree, regex: regex, analysis: analysis)
    } catch {
      // PCRE2 names `\C` too; one error per mistake is enough.
      if report.errors.isEmpty { report.errors.append(error) }
      return nil
    }
  }
}

/// Reads, compiles and analyses one expression; never runs it.
public func inspect(_ regex: RegexSource) -> RegexReport { InspectedRegex(regex).report }
