@testable import WeirMatcher

/// Lends a text as the bytes that the matcher reads.
func withBytes<T>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T {
  try Array(text.utf8).withUnsafeBufferPointer(body)
}

extension MatchScratch {
  /// Searches everything from an offset on.
  func search(
    _ regex: CompiledRegex, in text: UnsafeBufferPointer<UInt8>, from start: Int, stepsMax: UInt32
  ) -> RegexSearch {
    let everything = StartRange(first: start, last: text.count, resume: text.count)
    return search(
      regex.code, valueGroup: regex.valueGroup, in: text, everything, stepsMax: stepsMax)
  }
}
