/// Sixteen bytes of a text at once, as in WeirText: the scalar type is always spelled out, since an
/// inferred one can become a loop over the lanes.
typealias Block = SIMD16<UInt8>
typealias BlockMask = SIMDMask<SIMD16<Int8>>

extension UnsafeBufferPointer<UInt8> {
  /// The block at `index`, which must leave room for it.
  @inline(__always)
  func block(at index: Int) -> Block {
    UnsafeRawPointer(baseAddress.unsafelyUnwrapped + index).loadUnaligned(as: Block.self)
  }
}

extension SIMD16<UInt8> {
  @inline(__always)
  func isByte(_ byte: UInt8) -> BlockMask { self .== SIMD16<UInt8>(repeating: byte) }

  /// The lanes from `first` on, `count` values long.
  @inline(__always)
  func isIn(_ first: UInt8, count: UInt8) -> BlockMask {
    (self &- SIMD16<UInt8>(repeating: first)) .< SIMD16<UInt8>(repeating: count)
  }

  @inline(__always)
  var isLetter: BlockMask { (self | SIMD16<UInt8>(repeating: 0x20)).isIn(0x61, count: 26) }

  @inline(__always)
  var isDigit: BlockMask { isIn(0x30, count: 10) }
}

extension SIMDMask<SIMD16<Int8>> {
  @inline(__always)
  var halves: SIMD2<UInt64> { unsafeBitCast(self, to: SIMD2<UInt64>.self) }

  @inline(__always)
  var isEmpty: Bool { halves[0] | halves[1] == 0 }

  /// One in the set lanes.
  @inline(__always)
  var ones: Block { unsafeBitCast(self, to: Block.self) & SIMD16<UInt8>(repeating: 1) }
}
