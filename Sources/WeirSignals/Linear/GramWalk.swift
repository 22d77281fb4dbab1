/// What is done with the grams of a text as they are found.
protocol GramVisitor {
  /// A unit ends before the byte at `offset`; the grams that end with it follow. Word grams end
  /// before the unit that is no part of the word, or at the end.
  mutating func unit(endingAt offset: Int, isWord: Bool)
  /// The last units, for all character grams that end here; `hashes` tell their buckets.
  mutating func characters(_ recent: UInt64, _ hashes: GramHashes)
  mutating func word(bucket: Int, length: Int)
  /// A chunk ends: the grams since the last one belong to it.
  mutating func endChunk()
}

/// Walks over a text once, giving its grams chunk by chunk; see `GramShape` for what they are.
///
/// A chunk is some 64 units up to the end of a word, so that three neighbours are a window in which
/// a sentence of an attack is not outweighed by the document around it.
struct GramWalk {
  static let chunkUnits = 64
  /// Where no word ends, a chunk does here.
  static let chunkUnitsMax = 96

  private static let space: UInt64 = 0x20
  private let tables: GramTables

  init(_ shape: GramShape) { tables = GramTables(shape) }

  var hashes: GramHashes { GramHashes(tables) }

  /// Linear in the bytes. The text is valid UTF-8; other bytes give other grams, and nothing worse.
  @inline(__always)
  func visit(_ text: UnsafeBufferPointer<UInt8>, _ visitor: inout some GramVisitor) {
    let hashes = self.hashes
    let units = tables.units
    var state = GramState()
    var offset = 0
    while offset < text.count {
      let entry = units[Int(text[offset])]
      offset &+= 1
      var unit = UInt64(entry & ~GramTables.wordBit)
      var isWord = entry & GramTables.wordBit != 0
      if entry == 0 { (unit, isWord, offset) = Self.longUnit(text, behindFirst: offset) }
      if isWord {
        state.word = (state.word ^ unit) &* 0x9E37_79B9_7F4A_7C15
      } else {
        if state.word != GramState.noWord { Self.endWord(&state, hashes, &visitor) }
        if unit == Self.space && state.recent & 0xFFF == Self.space { continue }
      }
      visitor.unit(endingAt: offset, isWord: isWord)
      state.recent = (state.recent &<< 12) | unit
      visitor.characters(state.recent, hashes)
      state.units &+= 1
      if state.units >= Self.chunkUnits, !isWord || state.units >= Self.chunkUnitsMax {
        visitor.endChunk()
        state.units = 0
      }
    }
    if state.word != GramState.noWord { Self.endWord(&state, hashes, &visitor) }
    if state.recent & 0xFFF != Self.space {
      visitor.unit(endingAt: offset, isWord: false)
      visitor.characters((state.recent &<< 12) | Self.space, hashes)
    }
    visitor.endChunk()
  }

  @inline(__always)
  private static func endWord(
    _ state: inout GramState, _ hashes: GramHashes, _ visitor: inout some GramVisitor
  ) {
    let recent = (state.word, state.previous.0, state.previous.1)
    var joined: UInt64 = 0
    var length = 1
    while length < hashes.words.upperBound {
      let word = length == 1 ? recent.0 : length == 2 ? recent.1 : recent.2
      if word == GramState.noWord { break }
      joined = (joined ^ (joined &>> 29)) &* 0xBF58_476D_1CE4_E5B9 &+ word
      if length >= hashes.words.lowerBound {
        visitor.word(
          bucket: hashes.bucket(words: length, joined ^ (joined &>> 32)), length: length)
      }
      length &+= 1
    }
    state.previous = (state.word, state.previous.0)
    state.word = GramState.noWord
  }

  // MARK: Units

  /// The unit of a scalar of several bytes, and where it ends.
  // A call of its own that leaves what the walk keeps in registers there.
  @inline(never)
  private static func longUnit(
    _ text: UnsafeBufferPointer<UInt8>, behindFirst start: Int
  ) -> (unit: UInt64, isWord: Bool, end: Int) {
    let (scalar, end) = scalar(text, behindFirst: start)
    if scalar == 0x3000 { return (space, false, end) }
    return (unit(of: scalar), isWord(scalar), end)
  }

  /// Beyond ASCII everything is part of a word but the blocks of general and of CJK punctuation.
  private static func isWord(_ scalar: UInt32) -> Bool {
    !(0x2000...0x206F).contains(scalar) && !(0x3000...0x303F).contains(scalar)
      && !(0xFF00...0xFF0F).contains(scalar) && scalar >= 0xAA
  }

  private static func unit(of scalar: UInt32) -> UInt64 {
    128 + UInt64((scalar &* 0x9E37_79B1) >> 20) % 3_968
  }

  private static func scalar(
    _ text: UnsafeBufferPointer<UInt8>, behindFirst start: Int
  ) -> (value: UInt32, end: Int) {
    let first = text[start &- 1]
    // What is left of the first byte after its length marks.
    var scalar = UInt32(first) & (first >= 0xF0 ? 0x07 : first >= 0xE0 ? 0x0F : 0x1F)
    var end = start
    while end < text.count, text[end] & 0xC0 == 0x80 {
      scalar = (scalar &<< 6) | UInt32(text[end] & 0x3F)
      end &+= 1
    }
    return (scalar, end)
  }
}

/// The tables of a walk, in registers as far as they fit.
struct GramHashes {
  let characters: Range<Int>
  let words: Range<Int>
  private let shift: UInt64
  private let characterGrams: UnsafePointer<CharacterGram>
  private let wordFactors: UnsafePointer<UInt64>

  init(_ tables: GramTables) {
    characters = tables.characters
    words = tables.words
    shift = tables.shift
    characterGrams = tables.characterGrams
    wordFactors = tables.wordFactors
  }

  /// Calls with the bucket and the length of each character gram that ends with the last units.
  @inline(__always)
  func forEachGram(_ recent: UInt64, _ body: (Int, Int) -> Void) {
    for length in characters { body(bucket(characters: characterGrams[length], recent), length) }
  }

  /// The sum of the weights of all character grams that end with one of some last units: length by
  /// length, so that whatever a length takes stays in registers.
  @inline(__always)
  func sum(_ recents: UnsafeBufferPointer<UInt64>, _ weights: UnsafeBufferPointer<Int16>) -> Int {
    var sum = 0
    for length in characters {
      let gram = characterGrams[length]
      for recent in recents { sum &+= Int(weights[bucket(characters: gram, recent)]) }
    }
    return sum
  }

  @inline(__always)
  private func bucket(characters gram: CharacterGram, _ recent: UInt64) -> Int {
    Int(truncatingIfNeeded: ((recent & gram.mask) &* gram.factor) &>> shift)
  }

  @inline(__always)
  func bucket(words length: Int, _ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash &* wordFactors[length]) &>> shift)
  }
}

private struct GramState {
  static let noWord: UInt64 = 0

  /// The last five units, twelve bits each; a text begins after a space.
  var recent: UInt64 = 0x20
  /// Units of the chunk so far.
  var units = 0
  /// Hash of the word so far.
  var word = noWord
  /// Hashes of the words before, the last first; 0 for none.
  var previous: (UInt64, UInt64) = (0, 0)
}
