extension TextMeasure {
  /// Share of bytes inside stretches of eight or more that repeat an earlier part of the text.
  ///
  /// Stretches are found greedily as by LZ77 compressors: the last place of each eight-byte window
  /// is kept in a small table, a hit is compared and extended. A place that the table has lost is
  /// missed, so the share is a lower bound; every byte that counts truly repeats. Linear.
  public static func repetitionRatio(_ utf8: UnsafeBufferPointer<UInt8>) -> Double {
    guard let base = utf8.baseAddress, utf8.count > window, utf8.count < Int32.max else { return 0 }
    let bits = min(tableBitsMax, Int.bitWidth &- utf8.count.leadingZeroBitCount)
    let repeated = withUnsafeTemporaryAllocation(of: Int32.self, capacity: 1 << bits) { places in
      places.initialize(repeating: 0)
      return repeatedBytes(UnsafeRawPointer(base), utf8.count, places, shift: 64 &- bits)
    }
    return ratio(repeated, utf8.count)
  }

  private static let window = 8
  private static let tableBitsMax = 12

  private static func repeatedBytes(
    _ base: UnsafeRawPointer, _ count: Int, _ places: UnsafeMutableBufferPointer<Int32>, shift: Int
  ) -> Int {
    var repeated = 0
    // A bucket that nothing was put in says 0, where these eight bytes are not: the bytes there
    // belong to another bucket. So the first place need not be put in, nor an empty bucket marked.
    var index = 1
    while index &+ window <= count {
      let bytes = UInt64(littleEndian: (base + index).loadUnaligned(as: UInt64.self))
      let bucket = Int((bytes &* 0x9E37_79B9_7F4A_7C15) >> UInt64(shift))
      let earlier = Int(places[bucket])
      places[bucket] = Int32(truncatingIfNeeded: index)
      guard UInt64(littleEndian: (base + earlier).loadUnaligned(as: UInt64.self)) == bytes else {
        index &+= 1
        continue
      }
      let length = commonLength(base, earlier, index, count)
      repeated &+= length
      index &+= length
    }
    return repeated
  }

  private static func commonLength(
    _ base: UnsafeRawPointer, _ earlier: Int, _ index: Int, _ count: Int
  ) -> Int {
    var length = window
    while index &+ length < count,
      base.load(fromByteOffset: earlier &+ length, as: UInt8.self)
        == base.load(fromByteOffset: index &+ length, as: UInt8.self)
    {
      length &+= 1
    }
    return length
  }
}
