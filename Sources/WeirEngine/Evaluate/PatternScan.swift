import WeirMatcher

/// One scan after another for the patterns of one set, which is then asked where they match.
///
/// A program has more than one set: what redactions look for in every string of a line is far less
/// than what rules look for in a few fields.
final class PatternScan {
  private let scan = TextScan()
  private let patterns: PatternSet

  init(_ patterns: PatternSet) { self.patterns = patterns }

  /// Takes the next text, valid UTF-8.
  func read(_ text: TextBytes) { patterns.scan(text, into: scan) }

  /// The patterns that may match, ascending; until the next text.
  var candidates: UnsafeBufferPointer<Int> { scan.candidates }

  func canMatch(_ pattern: Int) -> Bool { scan.canMatch(pattern) }

  /// Whether the text that was read last holds one that is searched as a pattern, which the scan has
  /// found already where it is no more than a few words.
  func holds(_ needle: TextBytes, as pattern: Int, in text: TextBytes) -> Bool {
    guard let start = scan.firstStart(of: pattern) else { return false }
    return TextBytes(rebasing: text[start...]).contains(needle)
  }

  /// Where a pattern matches in the text that was read last.
  func matches(
    of pattern: Int, in text: TextBytes, _ scratch: MatchScratch
  ) -> CandidateCursor {
    patterns.candidates(of: pattern, in: text, scan: scan, scratch: scratch)
  }
}
