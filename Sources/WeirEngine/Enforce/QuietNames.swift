/// Member names in which a redact policy is known to find nothing.
///
/// The names of one line are those of the next, and what a search finds depends on the text alone
/// (`where` reads only the match, `near` only what is around it). A name that was silent once is
/// not searched again while it keeps its slot. Names are compared whole, so a sender who crafts
/// names can push others out, which costs a search, but can't be mistaken for one.
struct QuietNames {
  private struct Entry {
    var bytes = SIMD32<UInt8>(repeating: 0)
    var length = 0
    var block = -1
  }

  private var slots = [Entry](repeating: Entry(), count: slotCount)

  /// A power of two; 16 KiB an evaluator, several times the names that messages have.
  private static let slotCount = 256
  /// Longer names are searched each time.
  private static let lengthMax = 32

  /// Whether the block is known to find nothing in the name.
  func contain(_ name: TextBytes, block: Int) -> Bool {
    guard let bytes = Self.bytes(of: name) else { return false }
    let slot = Self.slot(bytes, block)
    return slots[slot].block == block && slots[slot].length == name.count
      && slots[slot].bytes == bytes
  }

  /// Remembers a name in which the block found nothing, in the place of another.
  mutating func insert(_ name: TextBytes, block: Int) {
    guard let bytes = Self.bytes(of: name) else { return }
    slots[Self.slot(bytes, block)] = Entry(bytes: bytes, length: name.count, block: block)
  }

  private static func bytes(of name: TextBytes) -> SIMD32<UInt8>? {
    guard name.count <= lengthMax else { return nil }
    var bytes = SIMD32<UInt8>(repeating: 0)
    withUnsafeMutableBytes(of: &bytes) { $0.copyMemory(from: UnsafeRawBufferPointer(name)) }
    return bytes
  }

  /// Multiplies by the golden ratio of 64 bits (Knuth, The Art of Computer Programming, 6.4).
  private static func slot(_ bytes: SIMD32<UInt8>, _ block: Int) -> Int {
    let words = unsafeBitCast(bytes, to: SIMD4<UInt64>.self)
    var hash = UInt64(truncatingIfNeeded: block)
    for place in 0..<4 {
      hash = (hash ^ words[place]) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    return Int(truncatingIfNeeded: hash) & (slotCount - 1)
  }
}
