/// What the walk over a text looks up for each byte, made from a shape.
///
/// In memory of its own: an inline array inside a struct is copied as a whole for each element that
/// is read from it (measured: three times the time of a walk).
final class GramTables: @unchecked Sendable {
  /// By byte: its unit, and `wordBit` where it is part of a word; 0 for a byte of a longer scalar.
  let units: UnsafePointer<UInt16>
  static let wordBit: UInt16 = 0x8000

  let characters: Range<Int>
  let words: Range<Int>
  /// How far a product is shifted to leave the bucket.
  let shift: UInt64
  /// By length of the gram.
  let characterGrams: UnsafePointer<CharacterGram>
  let wordFactors: UnsafePointer<UInt64>

  init(_ shape: GramShape) {
    precondition(shape.isPossible, "shapes are checked where they are made")
    characters = shape.characters
    words = shape.words
    shift = UInt64(64 - shape.buckets.trailingZeroBitCount)
    var random = SplitMix64(state: shape.seed)
    characterGrams = Self.table(SignalLimits.gramCharactersMax + 1) { length in
      CharacterGram(mask: (1 << UInt64(12 * length)) - 1, factor: random.next() | 1)
    }
    wordFactors = Self.table(SignalLimits.gramWordsMax + 1) { _ in random.next() | 1 }
    units = Self.table(256) { Self.unit(of: UInt8($0)) }
  }

  deinit {
    units.deallocate()
    characterGrams.deallocate()
    wordFactors.deallocate()
  }

  private static func table<Element>(
    _ count: Int, _ element: (Int) -> Element
  ) -> UnsafePointer<Element> {
    let table = UnsafeMutablePointer<Element>.allocate(capacity: count)
    for place in 0..<count { (table + place).initialize(to: element(place)) }
    return UnsafePointer(table)
  }

  private static func unit(of byte: UInt8) -> UInt16 {
    switch byte {
    case 0x30...0x39: 0x30 | wordBit
    case 0x41...0x5A, 0x61...0x7A: UInt16(byte | 0x20) | wordBit
    case 0x21...0x7E: UInt16(byte)
    case 0x80...0xFF: 0
    default: 0x20
    }
  }
}

/// How the character grams of one length are found and hashed.
struct CharacterGram {
  /// Of the units of a gram.
  let mask: UInt64
  let factor: UInt64
}
