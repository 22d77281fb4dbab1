/// What a scalar outside ASCII is in a reading.
enum LetterKind {
  /// Stays as it is.
  case kept
  /// Invisible: default-ignorable, a control or a format character.
  case dropped
  /// A mark that any script's letters can carry: accents, and heaps of them.
  case noise
  /// A mark of a script of its own: a vowel sign, say.
  case mark
  case space
  /// Reads as `target`: a compatibility form, a Latin letter without its accent.
  case plain
  /// Reads as `target`, its lower case.
  case lowered
  /// A letter of another script, `target`, drawn like the Latin letters `alike`; loosely so where it
  /// takes an eye that wants to see it.
  case alike(isLoose: Bool)
}

/// The table that `generate_tables.py` writes: two loads for a scalar.
///
///     blockIndex   scalar >> 6   → number of a block, 2 base-64 digits from `0`
///     blocks       scalar & 63   → value, 3 digits: 0 kept, 1 dropped, 2 noise, 3 mark, 4 space,
///                                  else 8 + the offset of an entry
///     entries      head bytes…   head = kind (0x30 lowered, 0x40 plain, 0x50 alike, 0x60 loosely)
///                                       + number of bytes; behind what is alike its Latin letters,
///                                  in the form of a plain entry
struct LetterTable {
  struct Entry {
    var kind: LetterKind
    var target: UnsafeBufferPointer<UInt8>
    /// The Latin letters of what is alike; else empty.
    var alike: UnsafeBufferPointer<UInt8>

    /// Whether this is a Latin letter in disguise.
    @inline(__always)
    var isLatin: Bool {
      guard case .plain = kind, let first = target.first else { return false }
      return (first | 0x20) &- 0x61 < 26
    }
  }

  private let index = ViewTables.blockIndex.utf8Start
  private let blocks = ViewTables.blocks.utf8Start
  private let entries = ViewTables.entries.utf8Start

  @inline(__always)
  func entry(_ scalar: UInt32) -> Entry {
    guard scalar < 0x2_0000 else {
      // Tags are ignorable letters that once named languages; here they smuggle text, so `tag(_:)`
      // is asked first. The rest of plane 14 are selectors.
      return scalar >> 12 == 0xE0 ? plain(.dropped) : plain(.kept)
    }
    let block = Int(digit(index, scalar >> 6 &* 2)) << 6 | Int(digit(index, scalar >> 6 &* 2 &+ 1))
    let at = (UInt32(truncatingIfNeeded: block) << 6 | scalar & 63) &* 3
    let value = digit(blocks, at) << 12 | digit(blocks, at &+ 1) << 6 | digit(blocks, at &+ 2)
    switch value {
    case 0: return plain(.kept)
    case 1: return plain(.dropped)
    case 2: return plain(.noise)
    case 3: return plain(.mark)
    case 4: return plain(.space)
    default: return entry(entries + Int(value &- 8))
    }
  }

  /// The ASCII character that a tag (U+E0020 … U+E007E) stands for.
  @inline(__always)
  static func tag(_ scalar: UInt32) -> UInt8? {
    scalar &- 0xE0020 < 0x5F ? UInt8(truncatingIfNeeded: scalar &- 0xE0000) : nil
  }

  private func entry(_ head: UnsafePointer<UInt8>) -> Entry {
    let target = UnsafeBufferPointer(start: head + 1, count: Int(head[0] & 15))
    let behind = head + 1 + target.count
    switch head[0] >> 4 {
    case 3: return Entry(kind: .lowered, target: target, alike: none)
    case 4: return Entry(kind: .plain, target: target, alike: none)
    default:
      let alike = UnsafeBufferPointer(start: behind + 1, count: Int(behind[0] & 15))
      return Entry(kind: .alike(isLoose: head[0] >> 4 == 6), target: target, alike: alike)
    }
  }

  @inline(__always)
  private func digit(_ table: UnsafePointer<UInt8>, _ at: UInt32) -> UInt32 {
    UInt32(table[Int(at)] &- 48)
  }

  private var none: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: nil, count: 0) }

  @inline(__always)
  private func plain(_ kind: LetterKind) -> Entry { Entry(kind: kind, target: none, alike: none) }
}
