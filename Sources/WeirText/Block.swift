/// Sixteen bytes of a text at once.
///
/// The scalar type is always spelled out (`SIMD16<UInt8>(repeating:)`): left to inference, a
/// comparison can become a loop over the lanes that is a hundred times slower.
@usableFromInline
package typealias Block = SIMD16<UInt8>
@usableFromInline
package typealias BlockMask = SIMDMask<SIMD16<Int8>>

extension UnsafeBufferPointer<UInt8> {
  /// The block at `index`, which must leave room for it.
  @inlinable
  @inline(__always)
  package func block(at index: Int) -> Block {
    UnsafeRawPointer(baseAddress.unsafelyUnwrapped + index).loadUnaligned(as: Block.self)
  }
}

extension SIMD16<UInt8> {
  @inlinable
  @inline(__always)
  package func isByte(_ byte: UInt8) -> BlockMask { self .== SIMD16<UInt8>(repeating: byte) }

  /// The lanes from `first` on, `count` values long.
  @inlinable
  @inline(__always)
  package func isIn(_ first: UInt8, count: UInt8) -> BlockMask {
    (self &- SIMD16<UInt8>(repeating: first)) .< SIMD16<UInt8>(repeating: count)
  }

  /// Lanes that begin a scalar: all but 10xxxxxx, which as signed numbers are below −64.
  @inlinable
  @inline(__always)
  package var isScalarStart: BlockMask {
    unsafeBitCast(self, to: SIMD16<Int8>.self) .>= SIMD16<Int8>(repeating: -64)
  }

  @inlinable
  @inline(__always)
  package var isASCII: Bool {
    let halves = unsafeBitCast(self, to: SIMD2<UInt64>.self)
    return (halves[0] | halves[1]) & 0x8080_8080_8080_8080 == 0
  }

  @inlinable
  @inline(__always)
  package var isLetter: BlockMask { (self | SIMD16<UInt8>(repeating: 0x20)).isIn(0x61, count: 26) }

  @inlinable
  @inline(__always)
  package var isDigit: BlockMask { isIn(0x30, count: 10) }

  /// White space among ASCII: U+0009...U+000D and U+0020.
  @inlinable
  @inline(__always)
  package var isSpace: BlockMask { isByte(0x20) .| isIn(0x09, count: 5) }
}

extension SIMDMask<SIMD16<Int8>> {
  @inlinable
  @inline(__always)
  package var halves: SIMD2<UInt64> { unsafeBitCast(self, to: SIMD2<UInt64>.self) }

  @inlinable
  @inline(__always)
  package var isEmpty: Bool { halves[0] | halves[1] == 0 }

  /// One in the set lanes.
  @inlinable
  @inline(__always)
  package var ones: Block { unsafeBitCast(self, to: Block.self) & SIMD16<UInt8>(repeating: 1) }
}
