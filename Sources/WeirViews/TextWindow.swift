import WeirText

/// Sixty-four bytes of a text, or all of a shorter one, as sets of places: a bit for each byte, the
/// first lowest.
///
///     text      s - 4 1 a
///     letters   1 0 0 0 1
///     digits    0 0 1 1 0
///
/// What stands side by side is found by shifting: `digits & letters >> 1` are the digits with a letter
/// behind. A window says no only where the passes find nothing that lies in it; what is cut off at its
/// edges may read as more than it is.
struct TextWindow {
  static let width = 64

  /// From the start of one window to that of the next of a long text: so far apart that whatever the
  /// passes look for lies in one of them with as much of it as tells.
  static let stride = 48

  private let start: UnsafePointer<UInt8>
  private let blockCount: Int
  /// Where the window begins in the text.
  let index: Int
  /// The places of the text: not those behind the end of a short one.
  let inside: UInt64
  let letters: UInt64
  let digits: UInt64
  /// What is no letter, no digit, no space and none of `, . ?`: most texts have little of it.
  let rare: UInt64

  @inline(__always)
  private init(_ start: UnsafePointer<UInt8>, count: Int, index: Int) {
    self.start = start
    self.index = index
    blockCount = (count &+ 15) / 16
    inside = count == Self.width ? .max : 1 << UInt64(count) &- 1
    letters = Self.places(start, blockCount) { $0.isLetter }
    digits = Self.places(start, blockCount) { $0.isDigit }
    let usual = Self.places(start, blockCount) {
      // Comma and full stop differ in one bit.
      $0.isByte(0x20) .| ($0 | SIMD16<UInt8>(repeating: 0x02)).isByte(0x2E) .| $0.isByte(0x3F)
    }
    rare = inside & ~(letters | digits | usual)
  }

  /// The window at an index of a text that has room for it.
  @inline(__always)
  init(at index: Int, in text: UnsafeBufferPointer<UInt8>) {
    precondition(index >= 0 && index &+ Self.width <= text.count, "a text as long as the window")
    let start = text.baseAddress.unsafelyUnwrapped + index
    self.init(start, count: Self.width, index: index)
  }

  /// Calls with windows that together hold a text longer than one, the last of which is its end.
  @inline(__always)
  static func forEach(in text: UnsafeBufferPointer<UInt8>, _ body: (TextWindow) -> Void) {
    var index = 0
    while index < text.count &- width {
      body(TextWindow(at: index, in: text))
      index &+= stride
    }
    body(TextWindow(at: text.count &- width, in: text))
  }

  /// The same of a text of any length.
  @inline(__always)
  static func forEachOfAny(in text: UnsafeBufferPointer<UInt8>, _ body: (TextWindow) -> Void) {
    if text.count > width { forEach(in: text, body) } else { with(text, body) }
  }

  /// Calls with the window of a whole text that is no longer than one.
  @inline(__always)
  static func with<Value>(
    _ text: UnsafeBufferPointer<UInt8>, _ body: (TextWindow) -> Value
  ) -> Value {
    precondition(text.count <= width, "a text that fits into the window")
    // Blocks are read whole: behind the text stands what is in no set.
    return withUnsafeTemporaryAllocation(byteCount: width, alignment: 16) { room in
      let start = room.baseAddress.unsafelyUnwrapped
      for block in 0..<4 {
        start.storeBytes(
          of: SIMD16<UInt8>(repeating: 0x3B), toByteOffset: 16 &* block, as: Block.self)
      }
      copy(text, to: start)
      return body(
        TextWindow(start.assumingMemoryBound(to: UInt8.self), count: text.count, index: 0))
    }
  }

  /// Copies units as large as the text has room for, the last of which may overlap: for few bytes that
  /// is quicker than a call.
  @inline(__always)
  private static func copy(_ text: UnsafeBufferPointer<UInt8>, to target: UnsafeMutableRawPointer) {
    switch text.count {
    case 16...: copy(text, as: Block.self, to: target)
    case 8...: copy(text, as: UInt64.self, to: target)
    case 4...: copy(text, as: UInt32.self, to: target)
    default: copy(text, as: UInt8.self, to: target)
    }
  }

  @inline(__always)
  private static func copy<Unit: BitwiseCopyable>(
    _ text: UnsafeBufferPointer<UInt8>, as unit: Unit.Type, to target: UnsafeMutableRawPointer
  ) {
    guard let source = UnsafeRawPointer(text.baseAddress) else { return }
    let size = MemoryLayout<Unit>.size
    var index = 0
    while index < text.count {
      let at = Swift.min(index, text.count &- size)
      target.storeBytes(
        of: (source + at).loadUnaligned(as: unit), toByteOffset: at, as: unit)
      index &+= size
    }
  }

  /// The places of bytes of a kind.
  @inline(__always)
  func places(_ isMember: (Block) -> BlockMask) -> UInt64 {
    Self.places(start, blockCount, isMember)
  }

  @inline(__always)
  private static func places(
    _ start: UnsafePointer<UInt8>, _ blockCount: Int, _ isMember: (Block) -> BlockMask
  ) -> UInt64 {
    var places: UInt64 = 0
    for block in 0..<blockCount {
      places |= isMember(bytes(start, block)).bits << UInt64(truncatingIfNeeded: 16 &* block)
    }
    return places
  }

  /// Whether a byte is of a kind.
  @inline(__always)
  func holds(_ isMember: (Block) -> BlockMask) -> Bool {
    var found = SIMD2<UInt64>(repeating: 0)
    for block in 0..<blockCount { found |= isMember(Self.bytes(start, block)).halves }
    return found[0] | found[1] != 0
  }

  @inline(__always)
  private static func bytes(_ start: UnsafePointer<UInt8>, _ block: Int) -> Block {
    UnsafeRawPointer(start + 16 &* block).loadUnaligned(as: Block.self)
  }
}

extension UInt64 {
  /// The places where so many in a row begin.
  @inline(__always)
  func rows(of count: Int) -> UInt64 {
    doubled(to: count) { $0 & $0 >> $1 }
  }

  /// These places and so many less one behind each.
  @inline(__always)
  func widened(to count: Int) -> UInt64 {
    doubled(to: count) { $0 | $0 << $1 }
  }

  /// Joins what holds of one place to what holds of so many, twice as many each time.
  @inline(__always)
  private func doubled(to count: Int, _ join: (UInt64, UInt64) -> UInt64) -> UInt64 {
    var places = self
    var length = 1
    while length < count {
      let more = Swift.min(length, count &- length)
      places = join(places, UInt64(truncatingIfNeeded: more))
      length &+= more
    }
    return places
  }

  /// The range of a text from the first of these places to the last, of a window that begins at `index`.
  @inline(__always)
  func range(from index: Int) -> Range<Int> {
    index &+ trailingZeroBitCount..<index &+ 64 &- leadingZeroBitCount
  }

  /// Whether there are three places or more.
  @inline(__always)
  var hasThree: Bool {
    let less = self & (self &- 1)
    return less & (less &- 1) != 0
  }
}
