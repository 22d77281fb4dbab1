import WeirText

/// Whether a text may need a view, in one pass that ordinary text gets through quickly. True means
/// no more than "look closer".
enum ViewNeed {
  static func mayFold(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in text where byte >= 0x7F || byte < 0x20 && byte &- 0x09 > 4 { return true }
    return ApartPass(text: text).nextStretch(from: 0) != nil || LeetPass(text: text).hasClearWord
  }

  static func mayDecode(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    !text.isEmpty
  }
}
