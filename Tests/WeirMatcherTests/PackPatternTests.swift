import Foundation
import Testing

@testable import WeirMatcher

/// The patterns of two ordinary packs, from the folder beside the repository.
private let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "shared/bench/patterns")

func packPatterns() -> [(name: String, regex: RegexSource)] {
  ["pii10.tsv", "rx200.tsv"].flatMap { file in
    let text = (try? String(contentsOf: folder.appending(path: file), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map { line in
      let columns = line.split(separator: "\t").map(String.init)
      let flags = columns.count == 3 && columns[1] != "-" ? columns[1] : ""
      return (columns[0], RegexSource(columns[columns.count - 1], flags: flags))
    }
  }
}

@Suite(.enabled(if: !packPatterns().isEmpty, "the pattern tables are not beside the repository"))
struct PackPatternTests {
  @Test func `packs of ordinary patterns pass but for known ones`() {
    let reports = packPatterns().map { (name: $0.name, report: inspect($0.regex)) }
    #expect(reports.count == 210)
    #expect(reports.allSatisfy { $0.report.errors.isEmpty && $0.report.analysis == .complete })
    // Each of these reads spaces, an optional comma or colon, and spaces again: a run of spaces
    // can be shared out between the two.
    #expect(
      reports.filter(\.report.isRefused).map(\.name) == ["inj-27", "inj-29", "inj-30", "inj-44"])
    #expect(
      reports.filter(\.report.isRefused).allSatisfy { $0.report.findings[0].attack.pump == " " })
    // Their first run may hold word boundaries, and so other starts: `a.a.a.a…`.
    #expect(
      reports.filter { !$0.report.isRefused && !$0.report.findings.isEmpty }.map(\.name)
        == ["jwt", "tok-jwt"])
  }

  @Test func `the rewritten form of a refused pattern passes`() {
    let rewritten = RegexSource(#"from\s+now\s+on(?:\s*,)?\s+you\s+(?:will|are)"#, flags: "i")
    #expect(inspect(rewritten).findings.isEmpty)
  }

  @Test func `patterns that hold words are looked for by them`() throws {
    for (name, regex) in packPatterns() where name.hasPrefix("kv-") || name.hasPrefix("inj-") {
      guard !inspect(regex).isRefused else { continue }
      let set = try PatternSet([PatternSource(name: name, regex: regex)])
      #expect(set.searchPlan(of: 0).isPrefiltered, "\(name)")
    }
  }
}
