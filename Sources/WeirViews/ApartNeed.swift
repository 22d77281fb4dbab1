import WeirText

/// Whether characters of a text may stand apart: one pass that ordinary text gets through in blocks,
/// which are asked for one separator three times around single characters.
enum ApartNeed {
  static func mayStandApart(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
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
    return pass.search(from: max(seen, index &- Limits.apartLookBack), before: text.count).stretch
      != nil
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
