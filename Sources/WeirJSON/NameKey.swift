/// What is computed from the bytes of a member name.
enum NameKey {
  /// A hash of all bytes, keyed.
  ///
  /// - Parameters:
  ///   - prefix: the first eight bytes, little endian, zero behind the end.
  ///   - readable: how many bytes from the name's start on may be read, at least its count.
  @inline(__always)
  static func hash(
    _ bytes: UnsafeBufferPointer<UInt8>, prefix: UInt64, readable: Int, seed: UInt64
  ) -> UInt64 {
    var hash = mix(prefix ^ seed, (seed ^ factor) &+ UInt64(truncatingIfNeeded: bytes.count))
    var index = 8
    while index < bytes.count {
      hash = mix(hash ^ word(bytes, at: index, readable: readable), seed ^ factor)
      index &+= 8
    }
    return hash
  }

  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Both halves of the product, folded.
  @inline(__always)
  private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = (a ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  /// Eight bytes from `index` on, little endian, zero behind the end.
  @inline(__always)
  static func word(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, readable: Int
  ) -> UInt64 {
    let left = bytes.count &- index
    guard left > 0, let base = UnsafeRawPointer(bytes.baseAddress) else { return 0 }
    if index &+ 8 <= readable {
      let word = UInt64(littleEndian: (base + index).loadUnaligned(as: UInt64.self))
      return left >= 8 ? word : word & ((1 &<< UInt64(left &* 8)) &- 1)
    }
    var word: UInt64 = 0
    for offset in (0..<min(left, 8)).reversed() {
      word = word << 8 | UInt64(bytes[index &+ offset])
    }
    return word
  }
}
