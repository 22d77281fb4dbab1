import WeirText

/// Whether words of a text may be turned by ROT13, asked of 64 bytes at a time: five letters that are
/// frequent in most languages are counted against the five they turn to. A mail address is short
/// beside the text around it, so that each is looked at.
struct TurnedNeed {
  private let text: UnsafeBufferPointer<UInt8>
  /// Up to where turned words have been looked for.
  private var seen = 0

  private init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// Of a text as long as a group.
  static func isTurned(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var need = TurnedNeed(text)
    var index = 0
    // The end is a group of its own.
    while index &+ groupAndMore <= text.count {
      if need.isTurned(group: index, addresses: index..<index &+ groupCount) { return true }
      index &+= groupCount
    }
    return need.isTurned(group: text.count &- groupCount, addresses: index..<text.count)
  }

  private static let groupCount = 64
  private static let groupAndMore = 70

  /// Whether a short text may be turned, all of which is the window.
  @inline(__always)
  static func mayBeTurned(_ window: TextWindow) -> Bool {
    window.mayBeTurned || window.mayHoldAddress
  }

  static func isTurned(_ window: TextWindow, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    var need = TurnedNeed(text)
    return window.mayBeTurned && need.isRotated(0, text.count)
      || window.mayHoldAddress && need.holdsTurnedAddress(0..<text.count)
  }

  @inline(__always)
  private mutating func isTurned(group index: Int, addresses: Range<Int>) -> Bool {
    var counts = SIMD16<UInt8>(repeating: 0)
    var signs = BlockMask(repeating: false)
    for block in 0..<4 {
      let bytes = text.block(at: index &+ 16 &* block)
      counts &+= bytes.turnedBalance
      signs .|= bytes.isByte(0x40)
    }
    // The last group may be asked for a few bytes before it, too.
    let mayHoldAddress = addresses.count > Self.groupCount || !signs.isEmpty
    if mayHoldAddress, holdsTurnedAddress(addresses) { return true }
    return Self.isTurned(counts) && isRotated(index, index &+ Self.groupCount)
  }

  private static func isTurned(_ counts: Block) -> Bool {
    // Of four blocks: no lane is below −4, so that sixteen bytes from 0 to 8 are summed up.
    let halves = unsafeBitCast(counts &+ SIMD16<UInt8>(repeating: 4), to: SIMD2<UInt64>.self)
    return ((halves[0] &+ halves[1]) &* 0x0101_0101_0101_0101) >> 56 < 64
  }

  /// Whether an address with its `@` in a range ends like one of its kind when it is turned.
  private mutating func holdsTurnedAddress(_ range: Range<Int>) -> Bool {
    for index in range where text[index] == 0x40 {
      var last = index
      var stop = index &+ 1
      while stop < text.count, stop < index &+ 64 {
        if text[stop] == 0x2E, stop &+ 1 < text.count, text[stop &+ 1].isWordByte {
          last = stop
        } else if !text[stop].isWordByte {
          break
        }
        stop &+= 1
      }
      guard last > index, stop &- last > 3, stop &- last < 6 else { continue }
      var code = KnownWords.Code()
      for byte in text[(last &+ 1)..<stop] {
        code.append(LetterPairs.number(RotationPass.turned(byte)))
      }
      if KnownWords().endsHost(code), isRotated(index, stop) { return true }
    }
    return false
  }

  /// Looks for turned words around a range.
  private mutating func isRotated(_ start: Int, _ end: Int) -> Bool {
    let begin = max(start &- 64, 0)
    let stop = min(end &+ 256, text.count)
    guard end > seen else { return false }
    seen = stop
    let around = UnsafeBufferPointer(rebasing: text[begin..<stop])
    return RotationPass(text: around).nextStretch(from: 0) != nil
  }
}
