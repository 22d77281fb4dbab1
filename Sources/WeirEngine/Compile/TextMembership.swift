/// Set membership of texts without making a `String` per message: texts by length, then bytes.
struct TextMembership: Sendable {
  private let byLength: [Int: [[UInt8]]]

  init(_ texts: [String]) {
    byLength = Dictionary(
      grouping: Set(texts).map { Array($0.utf8) }.sorted {
        $0.lexicographicallyPrecedes($1)
      }, by: \.count)
  }

  /// Binary search among the texts of equal length: O(log n) comparisons.
  func contains(_ text: TextBytes) -> Bool {
    guard let candidates = byLength[text.count] else { return false }
    var low = 0
    var high = candidates.count
    while low < high {
      let middle = (low + high) / 2
      let order = candidates[middle].withUnsafeBufferPointer { $0.order(text) }
      if order == 0 { return true }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return false
  }
}
