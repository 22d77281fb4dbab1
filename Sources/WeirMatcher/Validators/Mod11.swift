/// Whether the last character checks the digits before it by ISO/IEC 7064 MOD 11-2.
///
/// ISNI and ORCID identifiers and China's resident numbers (GB 11643) use it. 6 to 20
/// characters once spaces and hyphens are dropped; only the last may be `X`, for 10.
public func isMod11Number(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
  var remainder = 0
  var count = 0
  var isClosed = false
  for byte in value {
    let digit: Int
    switch byte {
    case 0x20, 0x2D: continue
    case 0x30...0x39: digit = Int(byte) - 0x30
    case 0x58, 0x78: digit = 10
    default: return false
    }
    guard !isClosed else { return false }
    isClosed = digit == 10
    // Doubling every step weighs each character by its power of two from the right.
    remainder = (remainder * 2 + digit) % 11
    count += 1
  }
  return (6...20).contains(count) && remainder == 1
}
