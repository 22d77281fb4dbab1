import Foundation
import Testing

@testable import WeirYAML

/// Resident memory in pages; nil where the system has no /proc.
private func residentPages() -> Int? {
  let statistics = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
  return statistics?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
}

/// Each text is a kilobyte or more: kept once a round, it would be some 200 pages a text.
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
  // Other tests may run meanwhile and grow too, but not every time as a leak does.
  let growths = try (0..<5).map { _ in
    let before = try #require(residentPages())
    for _ in 0..<400 { for text in texts { _ = complaint(text) } }
    return try #require(residentPages()) - before
  }
  #expect(growths.min() ?? 0 < 600, "grew by \(growths) pages")
}
