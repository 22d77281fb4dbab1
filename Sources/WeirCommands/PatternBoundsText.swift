import WeirChecker
import WeirMatcher

/// How each pattern of a set is looked for, which of them are slow, and why.
enum PatternBoundsText {
  private struct Row {
    var name: String
    var plan: String
    var view: View
    var reasons: [String]
  }

  static func text(_ set: CheckedSet) throws(PatternSetError) -> String {
    let rows = try rows(set)
    let width = rows.map(\.name.count).max() ?? 0
    let slow = rows.count { !$0.reasons.isEmpty }
    return "patterns\n  \(slow) of \(rows.count) can be slow\n" + views(rows)
      + rows.map { lines($0, width) }.joined()
  }

  /// Who pays for views, and when.
  private static func views(_ rows: [Row]) -> String {
    let folded = rows.count { $0.view == .folded }
    let decoded = rows.count { $0.view == .decoded }
    if folded + decoded == 0 { return "" }
    let encoded = decoded == 0 ? "" : ", and a third where something in it is encoded"
    return "  \(folded) in the view folded, \(decoded) in the view decoded: a text costs a second "
      + "search only where it is disguised\(encoded)\n"
  }

  private static func lines(_ row: Row, _ width: Int) -> String {
    let gap = String(repeating: " ", count: width - row.name.count + 2)
    let indent = String(repeating: " ", count: width + 4)
    return "  \(row.name)\(gap)\(row.plan)\n"
      + row.reasons.map { "\(indent)slow: \($0)\n" }.joined()
  }

  private static func rows(_ set: CheckedSet) throws(PatternSetError) -> [Row] {
    let patterns = try PatternSet(
      set.patterns.map {
        PatternSource(name: $0.name, regex: $0.inspected.source, inspected: $0.inspected)
      })
    return set.patterns.enumerated().map { id, pattern in
      let plan = patterns.searchPlan(of: id)
      let everywhere = plan.isPrefiltered ? [] : ["each text is searched from every place"]
      return Row(
        name: pattern.name,
        plan: plan.phrase + (patterns.patterns[id].view == .raw ? "" : "; view \(pattern.view)"),
        view: patterns.patterns[id].view,
        reasons: everywhere + reasons(pattern.inspected.report))
    }
  }

  private static func reasons(_ report: RegexReport) -> [String] {
    let doubt: [String] =
      switch report.analysis {
      case .complete: []
      case .notAnalysable: ["its cost can't be told: it refers back, or has a condition or `\\X`"]
      case .tooLargeToAnalyse: ["its cost can't be told: it is too large to analyse"]
      }
    return doubt + report.findings.map { "\($0.sentence): `\(text($0.attack))…`" }
  }

  private static func text(_ attack: AttackText) -> String {
    attack.text(pumps: 3).unicodeScalars.prefix(40).map { $0.escaped(asASCII: false) }.joined()
  }
}
