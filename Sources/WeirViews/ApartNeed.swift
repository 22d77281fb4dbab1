import WeirText

/// Whether characters of a text may stand apart. Of a long text only what has one separator three times
/// around single characters is looked at, block by block, and its end.
struct ApartNeed {
  private let text: UnsafeBufferPointer<UInt8>
  private let pass: ApartPass
  private(set) var isFound = false
  /// The next block.
  private var index = 0
  /// Up to where groups have been looked for.
  private var seen = 0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    pass = ApartPass(text: text)
  }

  /// The same of a short text, all of which is the window.
  static func standsApart(
    _ window: TextWindow, in text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    (window.mayStandApart || !window.isASCII) && ApartPass(text: text).nextStretch(from: 0) != nil
  }

  /// Whether characters stand apart anywhere in a text that holds some outside ASCII: every group of
  /// it is looked at, unless no window has letters apart and none are letters outside ASCII.
  static func mayStandAnywhere(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    var mayStandApart = false
    TextWindow.forEachOfAny(in: text) {
      mayStandApart = mayStandApart || $0.mayStandApart || $0.mayStandApartInOthers
    }
    return mayStandApart || holdsLettersOutsideASCII(text)
  }

  private static func holdsLettersOutsideASCII(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = UTF8Scanner.endOfASCII(from: 0, in: text)
    while index < text.count {
      let scalar = UTF8Scanner.decode(at: index, in: text)
      switch ScalarClass(scalar.value) {
      case .upper, .letter: return true
      case .other, .digit, .symbol, .invisible, .selector, .space: break
      }
      index = UTF8Scanner.endOfASCII(from: index &+ scalar.length, in: text)
    }
    return false
  }

  /// Looks at the blocks that begin in a window before the next one does.
  @inline(__always)
  mutating func look(at window: TextWindow) {
    let isLast = window.index &+ TextWindow.width == text.count
    let end = isLast ? endOfBlocks : window.index &+ TextWindow.stride
    if window.mayHoldRow { look(before: end) }
    index = end
    if isLast, window.mayStandApart || !window.isASCII { search(before: text.count) }
  }

  /// A block needs the four bytes behind it.
  private var endOfBlocks: Int { (text.count &- 20) / 16 &* 16 &+ 16 }

  private mutating func look(before end: Int) {
    while index < end {
      if hasRow(index) { search(before: index &+ 17) }
      index &+= 16
    }
  }

  /// Groups reach back at most from where the last look ended.
  private mutating func search(before end: Int) {
    let start = max(seen, index &- Limits.apartLookBack)
    if isFound || start >= end { return }
    let found = pass.search(from: start, before: end)
    isFound = found.stretch != nil
    seen = found.seen
  }

  @inline(__always)
  private func hasRow(_ index: Int) -> Bool {
    let bytes = text.block(at: index)
    let second = text.block(at: index &+ 2)
    let isSeparator = .!(second.isLetter .| second.isDigit) .& (bytes .== second)
    let isApart =
      isSeparator .& (second .== text.block(at: index &+ 4))
      .& (bytes .!= text.block(at: index &+ 1))
    return !isApart.isEmpty
  }
}
