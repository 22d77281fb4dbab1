import WeirText

/// Whether characters of a text may stand apart: one pass that ordinary text gets through in blocks,
/// which are asked for one separator three times around single characters. Short texts and the ends of
/// others are asked as a ``TextWindow``.
enum ApartNeed {
  static func mayStandApart(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count > TextWindow.width else {
      return TextWindow.with(text) { mayStandApart($0, of: text) }
    }
    let pass = ApartPass(text: text)
    var seen = 0
    var index = 0
    while index &+ width <= text.count {
      if hasRow(text, index) {
        let found = pass.search(from: max(seen, index &- Limits.apartLookBack), before: index &+ 17)
        if found.stretch != nil { return true }
        seen = found.seen
      }
      index &+= 16
    }
    let end = TextWindow(around: text.count, in: text)
    guard end.mayStandApart || !end.isASCII else { return false }
    return pass.search(from: max(seen, index &- Limits.apartLookBack), before: text.count).stretch
      != nil
  }

  /// The same of a short text, all of which is the window.
  static func mayStandApart(_ window: TextWindow, of text: UnsafeBufferPointer<UInt8>) -> Bool {
    (window.mayStandApart || !window.isASCII) && ApartPass(text: text).nextStretch(from: 0) != nil
  }

  /// A block and the four bytes behind it.
  private static let width = 20

  @inline(__always)
  private static func hasRow(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let bytes = text.block(at: index)
    let second = text.block(at: index &+ 2)
    let isSeparator = .!(second.isLetter .| second.isDigit) .& (bytes .== second)
    let isApart =
      isSeparator .& (second .== text.block(at: index &+ 4))
      .& (bytes .!= text.block(at: index &+ 1))
    return !isApart.isEmpty
  }
}
