import WeirText

/// Whether a text may need its folded reading: one pass that ordinary ASCII gets through in blocks.
///
/// Each block is asked three cheap questions, of the bytes at one to five places side by side:
///
///     outside printable ASCII              ≥ U+007F, or a control that is no white space
///     a letter beside a digit or sign      may be leet
///     s x s y s                            one separator three times around single characters
///
/// Where the answer to the second or third is yes, the passes themselves look at that place. Short
/// texts and the ends of others are asked the same as a ``TextWindow``.
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
    guard text.count > TextWindow.width else {
      return TextWindow.with(text) { $0.isStrange || mayFold($0, of: text) }
    }
    var need = FoldNeed(text)
    if need.mayBeLeet(at: 0), need.isLeetClear(0, 1) { return true }
    var index = 0
    while index &+ width <= text.count {
      if need.mayFold(block: index) { return true }
      index &+= 16
    }
    let end = TextWindow(around: text.count, in: text)
    return end.isStrange || end.mayBeLeet && need.isLeetClear(index, text.count)
      || end.mayStandApart && need.standsApart(index, text.count)
  }

  private static func mayFold(_ window: TextWindow, of text: UnsafeBufferPointer<UInt8>) -> Bool {
    window.mayBeLeet && LeetPass(text: text).hasClearWord(from: 0, to: text.count)
      || window.mayStandApart && ApartPass(text: text).nextStretch(from: 0) != nil
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
    let isLetter = second.isLetter
    let isDigit = second.isDigit
    let isLeet =
      (next.isDigit .| next.isLeetSign) .& isLetter
      .| bytes.isLetter .& (next.isDigit .| next.isLeetSign .& isDigit)
    let isSeparator = .!(isLetter .| isDigit) .& (bytes .== second)
    let isApart = isSeparator .& (second .== text.block(at: index &+ 4)) .& (bytes .!= next)
    if (isStrange .| isLeet .| isApart).isEmpty { return false }
    if !isStrange.isEmpty { return true }
    if !isLeet.isEmpty, isLeetClear(index, index &+ 17) { return true }
    return !isApart.isEmpty && standsApart(index, index &+ 17)
  }

  /// Whether a digit or sign with a letter behind it stands at an index.
  private func mayBeLeet(at index: Int) -> Bool {
    (text[index].isASCIIDigit || LeetLetters.isSign(text[index])) && text[index &+ 1].isASCIILetter
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
