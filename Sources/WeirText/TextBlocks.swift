/// Counts the set lanes of masks: a byte for each lane, emptied before one can overflow.
struct LaneCounter {
  private var lanes = SIMD16<UInt8>(repeating: 0)
  private var blocks = 0
  private var emptied = 0

  @inline(__always)
  mutating func add(_ mask: BlockMask) {
    // A set lane is −1.
    lanes = lanes &- unsafeBitCast(mask, to: SIMD16<UInt8>.self)
    blocks &+= 1
    if blocks == 255 { empty() }
  }

  private mutating func empty() {
    emptied = total
    lanes = SIMD16<UInt8>(repeating: 0)
    blocks = 0
  }

  var total: Int {
    let halves = unsafeBitCast(lanes, to: SIMD2<UInt64>.self)
    return emptied &+ Self.sum(halves[0]) &+ Self.sum(halves[1])
  }

  /// The sum of eight bytes: pairs to sixteen bits, then all four to the top by multiplication.
  private static func sum(_ bytes: UInt64) -> Int {
    let pairs = (bytes & 0x00FF_00FF_00FF_00FF) &+ (bytes >> 8 & 0x00FF_00FF_00FF_00FF)
    return Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) >> 48)
  }
}

extension TextMeasure {
  /// Goes through a text: whole blocks of ASCII to `block`, everything between and behind them
  /// scalar by scalar, with the offset of its first byte, to `scalar`.
  @inline(__always)
  static func forEachBlock(
    in utf8: UnsafeBufferPointer<UInt8>, block: (Int, Block) -> Void,
    scalar: (Int, ScalarClass) -> Void
  ) {
    let classes = ScalarClasses()
    var index = 0
    while index < utf8.count {
      var end = utf8.count
      if index &+ 16 <= utf8.count {
        let bytes = utf8.block(at: index)
        if bytes.isASCII {
          block(index, bytes)
          index &+= 16
          continue
        }
        end = index &+ 16
      }
      while index < end {
        let decoded = UTF8Scanner.decode(at: index, in: utf8)
        scalar(index, classes.of(decoded.value))
        index &+= decoded.length
      }
    }
  }
}
