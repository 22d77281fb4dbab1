/// Whether a word of a text is in leet: only those are read that stand where a window has a digit
/// or sign beside a letter.
struct LeetNeed {
  private let text: UnsafeBufferPointer<UInt8>
  private let pass: LeetPass
  private(set) var isFound = false
  /// Up to where words have been read.
  private var seen = 0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    pass = LeetPass(text: text)
  }

  /// Whether a word of a text of any length is in leet.
  static func isLeet(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var need = LeetNeed(text)
    TextWindow.forEachOfAny(in: text) { need.look(at: $0) }
    return need.isFound
  }

  /// Whether a word of a short text, all of which is the window, is in leet.
  @inline(__always)
  static func isLeet(_ window: TextWindow, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    window.leet != 0 && LeetPass(text: text).hasClearWord(from: 0, to: text.count)
  }

  @inline(__always)
  mutating func look(at window: TextWindow) {
    let places = window.leet
    if places != 0, !isFound { read(places.range(from: window.index)) }
  }

  /// Reads the words in and around a range. None is read twice.
  private mutating func read(_ range: Range<Int>) {
    var start = range.lowerBound
    while start > seen, text[start &- 1] > 0x20 { start &-= 1 }
    start = max(start, seen)
    guard start < range.upperBound else { return }
    seen = range.upperBound
    while seen < text.count, text[seen] > 0x20 { seen &+= 1 }
    isFound = pass.hasClearWord(from: start, to: seen)
  }
}
