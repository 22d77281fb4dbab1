import CIntrinsics
import WeirText

extension SIMDMask<SIMD16<Int8>> {
  /// A bit for each lane, the first lowest.
  @inline(__always)
  var bits: UInt64 {
    #if arch(x86_64)
      return UInt64(weir_lane_bits(unsafeBitCast(self, to: SIMD2<Int64>.self)))
    #else
      // Of eight lanes each leaves another bit; the product has them all in its highest byte.
      let lanes = halves & SIMD2<UInt64>(repeating: 0x8040_2010_0804_0201)
      let low = (lanes[0] &* 0x0101_0101_0101_0101) >> 56
      let high = (lanes[1] &* 0x0101_0101_0101_0101) >> 56
      return low | high << 8
    #endif
  }
}
