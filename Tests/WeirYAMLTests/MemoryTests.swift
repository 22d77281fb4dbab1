import Foundation
import Testing

@testable import WeirYAML

/// Resident memory in pages; nil where the system has no /proc.
private func residentPages() -> Int? {
  let statistics = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
  return statistics?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
}

/// Each text is a kilobyte or more: kept once a round, it would be some 20 MB a text in the end.
@Test(.enabled(if: residentPages() != nil, "needs /proc"))
func `memory is given back on every path`() throws {
  let filler = String(repeating: "x", count: 2_000)
  let texts = [
    "a: \(filler)\n", "a: &\(filler) 1\n", "a: *\(filler)\n", "a: !\(filler) 1\n",
    "a: '\(filler)\n", "\(filler.prefix(900)): 1\n\(filler.prefix(900)): 2\n",
    "a: [\(filler)\n---\n",
    "%TAG !\(filler)! tag:\(filler)\n---\na: 1\n", "a: \(filler)\u{1}\n",
    "a: 1\n---\nb: \(filler)\n",
    String(repeating: "[", count: 100) + filler,
  ]
  func read(_ rounds: Int) { for _ in 0..<rounds { for text in texts { _ = complaint(text) } } }
  read(200)
  let before = try #require(residentPages())
  read(1_000)
  let grown = try #require(residentPages()) - before
  #expect(grown < 2_000, "grew by \(grown) pages of 4 KiB")
}
