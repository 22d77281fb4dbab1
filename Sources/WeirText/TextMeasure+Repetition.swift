extension TextMeasure {
  /// Share of bytes inside stretches of eight or more that repeat an earlier part of the text.
  ///
  /// Stretches are found greedily as by LZ77 compressors: the last place of each eight-byte window
  /// is kept in a small table, a hit is compared and extended. A place that the table has lost is
  /// missed, so the share is a lower bound; every byte that counts truly repeats. Linear.
  public static func repetitionRatio(_ utf8: UnsafeBufferPointer<UInt8>) -> Double {
    guard let base = utf8.baseAddress, utf8.count > window else { return 0 }
    let bits = min(tableBitsMax, Int.bitWidth &- utf8.count.leadingZeroBitCount)
    let repeated = withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << bits) { places in
      places.initialize(repeating: -1)
      return repeatedBytes(UnsafeRawPointer(base), utf8.count, places, shift: 64 &- bits)
    }
    return ratio(repeated, utf8.count)
  }

  private static let window = 8
  private static let tableBitsMax = 12

  private static func repeatedBytes(
    _ base: UnsafeRawPointer, _ count: Int, _ places: UnsafeMutableBufferPointer<Int>, shift: Int
  ) -> Int {
    var repeated = 0
    var index = 0
    while index &+ window <= count {
      let bytes = UInt64(littleEndian: (base + index).loadUnaligned(as: UInt64.self))
      let bucket = Int((bytes &* 0x9E37_79B9_7F4A_7C15) >> UInt64(shift))
      let earlier = places[bucket]
      places[bucket] = index
      let length = earlier < 0 ? 0 : commonLength(base, earlier, index, count)
      repeated &+= length >= window ? length : 0
      index &+= length >= window ? length : 1
    }
    return repeated
  }

  private static func commonLength(
    _ base: UnsafeRawPointer, _ earlier: Int, _ index: Int, _ count: Int
  ) -> Int {
    var length = 0
    while index &+ length < count,
      base.load(fromByteOffset: earlier &+ length, as: UInt8.self)
        == base.load(fromByteOffset: index &+ length, as: UInt8.self)
    {
      length &+= 1
    }
    return length
  }
}
