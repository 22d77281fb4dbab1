import WeirText

/// Whether a text may need its folded reading: one pass that ordinary ASCII gets through in blocks.
///
/// Each block is asked three cheap questions, of the bytes at one to five places side by side:
///
///     outside printable ASCII          ≥ U+007F, or a control that is no white space
///     a letter, then a digit or `$`    may be leet
///     s x s y s                        one separator three times around single characters
///
/// Where the answer to the second or third is yes, the passes themselves look at that place.
struct FoldNeed {
  private let text: UnsafeBufferPointer<UInt8>
  private let apart: ApartPass
  private let leet: LeetPass
  /// Up to where words and groups have been looked at.
  private var leetEnd = 0
  private var apartEnd = 0

  private init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    apart = ApartPass(text: text)
    leet = LeetPass(text: text)
  }

  static func mayFold(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var need = FoldNeed(text)
    guard text.count >= width else { return need.mayFold(rest: 0) }
    var index = 0
    while index &+ width <= text.count {
      if need.mayFold(block: index) { return true }
      index &+= 16
    }
    // Some of the last block has been seen: that costs less than going on byte by byte.
    return need.mayFold(block: text.count &- width) || need.mayFold(rest: text.count &- 5)
  }

  /// A block and the four bytes behind it.
  private static let width = 20

  @inline(__always)
  private mutating func mayFold(block index: Int) -> Bool {
    let bytes = text.block(at: index)
    let next = text.block(at: index &+ 1)
    let second = text.block(at: index &+ 2)
    let isControl = bytes.isIn(0, count: 0x20) .& .!bytes.isIn(0x09, count: 5)
    let isStrange = isControl .| (bytes .>= SIMD16<UInt8>(repeating: 0x7F))
    let isLeet = bytes.isLetter .& (next.isDigit .| next.isByte(0x24))
    let isSeparator = .!(second.isLetter .| second.isDigit) .& (bytes .== second)
    let isApart = isSeparator .& (second .== text.block(at: index &+ 4)) .& (bytes .!= next)
    if (isStrange .| isLeet .| isApart).isEmpty { return false }
    if !isStrange.isEmpty { return true }
    if !isLeet.isEmpty, isLeetClear(index, index &+ 17) { return true }
    return !isApart.isEmpty && standsApart(index, index &+ 17)
  }

  private mutating func mayFold(rest start: Int) -> Bool {
    var isLeet = false
    for index in start..<text.count {
      let byte = text[index]
      if byte >= 0x7F || byte < 0x20 && byte &- 0x09 > 4 { return true }
      if byte.isASCIIDigit || byte == 0x24 { isLeet = true }
    }
    if isLeet, isLeetClear(start, text.count) { return true }
    return start == 0 && standsApart(0, text.count)
  }

  /// Whether a word in or around a block is leet. No word is looked at twice.
  private mutating func isLeetClear(_ start: Int, _ end: Int) -> Bool {
    var begin = start
    while begin > leetEnd, text[begin &- 1] > 0x20 { begin &-= 1 }
    begin = max(begin, leetEnd)
    guard begin < end else { return false }
    leetEnd = end
    while leetEnd < text.count, text[leetEnd] > 0x20 { leetEnd &+= 1 }
    return leet.hasClearWord(from: begin, to: leetEnd)
  }

  /// Whether letters stand apart in or around a block. Groups reach back at most from where the last
  /// look ended.
  private mutating func standsApart(_ start: Int, _ end: Int) -> Bool {
    let begin = max(apartEnd, start &- Limits.apartLookBack)
    guard begin < end else { return false }
    let found = apart.search(from: begin, before: end)
    apartEnd = found.seen
    return found.stretch != nil
  }
}
