/// Until the matcher scans, every pattern is possible everywhere.
import WeirMatcher

final class TextScan {
  var candidates: [Int] = []
}
extension PatternSet {
  func scan(_ text: UnsafeBufferPointer<UInt8>, into result: TextScan) {
    if result.candidates.count != count { result.candidates = Array(0..<count) }
  }
  func candidates(of pattern: Int, in text: TextBytes, scan: TextScan, scratch: MatchScratch)
    -> CandidateCursor
  {
    candidates(of: pattern, in: text, scratch: scratch)
  }
}
