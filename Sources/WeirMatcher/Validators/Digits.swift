/// Digits of a value with its separators dropped: a view, so nothing is copied.
struct DigitScan {
  let value: UnsafeBufferPointer<UInt8>

  /// Calls `body` with each ASCII digit's number, left to right.
  ///
  /// - Returns: `false` if anything but digits, spaces and hyphens occurs.
  func visit(_ body: (Int) -> Void) -> Bool {
    for byte in value {
      switch byte {
      case 0x30...0x39: body(Int(byte) - 0x30)
      case 0x20, 0x2D: continue
      default: return false
      }
    }
    return true
  }

  /// How many digits, or `nil` if something else occurs.
  var count: Int? {
    var count = 0
    return visit { _ in count += 1 } ? count : nil
  }
}
