import Foundation

@testable import WeirSignals

/// The grams of a text by the definition in `GramShape`: the whole text as units first, then every
/// gram by its place.
struct SlowGrams {
  let shape: GramShape
  /// By chunk: the buckets of its character grams and of its word grams, in order.
  private(set) var chunks: [(characters: [Int], words: [Int])] = []

  init(_ text: String, _ shape: GramShape) {
    self.shape = shape
    let (units, isClosed) = Self.units(of: text)
    var chunk: (characters: [Int], words: [Int]) = ([], [])
    var unitsInChunk = 0
    var words: [UInt64] = []
    var word: UInt64 = 0
    for place in units.indices.dropFirst() {
      let (unit, isWord) = units[place]
      if isWord {
        word = (word ^ unit) &* 0x9E37_79B9_7F4A_7C15
      } else {
        end(&word, &words, &chunk.words)
      }
      chunk.characters += grams(endingAt: place, units)
      if isClosed && place == units.count - 1 { break }
      unitsInChunk += 1
      if unitsInChunk >= 64, !isWord || unitsInChunk >= 96 {
        chunks.append(chunk)
        chunk = ([], [])
        unitsInChunk = 0
      }
    }
    chunks.append(chunk)
  }

  /// Units between two spaces, blanks collapsed, and whether the last one had to be put there.
  private static func units(
    of text: String
  ) -> (units: [(unit: UInt64, isWord: Bool)], isClosed: Bool) {
    var units: [(UInt64, Bool)] = [(0x20, false)]
    for scalar in text.unicodeScalars {
      let (unit, isWord) = unit(of: scalar.value)
      if unit == 0x20, units[units.count - 1].0 == 0x20 { continue }
      units.append((unit, isWord))
    }
    if units[units.count - 1].0 == 0x20 { return (units, false) }
    // This also ends the last word.
    return (units + [(0x20, false)], true)
  }

  private static func unit(of scalar: UInt32) -> (UInt64, Bool) {
    switch scalar {
    case 0x30...0x39: return (0x30, true)
    case 0x41...0x5A: return (UInt64(scalar + 32), true)
    case 0x61...0x7A: return (UInt64(scalar), true)
    case 0x21...0x7E: return (UInt64(scalar), false)
    case 0...0x7F, 0x3000: return (0x20, false)
    default: break
    }
    let unit = 128 + UInt64((scalar &* 0x9E37_79B1) >> 20) % 3_968
    let isPunctuation =
      scalar < 0xAA || (0x2000...0x206F).contains(scalar) || (0x3000...0x303F).contains(scalar)
      || (0xFF00...0xFF0F).contains(scalar)
    return (unit, !isPunctuation)
  }

  private func factors() -> (characters: [UInt64], words: [UInt64]) {
    var random = SplitMix64(state: shape.seed)
    let characters = (0..<6).map { _ in random.next() | 1 }
    return (characters, (0..<4).map { _ in random.next() | 1 })
  }

  private func bucket(_ number: UInt64, _ factor: UInt64) -> Int {
    Int((number &* factor) / (UInt64.max / UInt64(shape.buckets) + 1))
  }

  private func grams(
    endingAt place: Int, _ units: [(unit: UInt64, isWord: Bool)]
  ) -> [Int] {
    shape.characters.map { length in
      var number: UInt64 = 0
      for at in place - length + 1...place { number = number << 12 | (at < 0 ? 0 : units[at].unit) }
      return bucket(number, factors().characters[length])
    }
  }

  private func end(_ word: inout UInt64, _ words: inout [UInt64], _ buckets: inout [Int]) {
    guard word != 0 else { return }
    words.insert(word, at: 0)
    word = 0
    var joined: UInt64 = 0
    for length in 1...min(3, words.count) {
      joined = (joined ^ (joined >> 29)) &* 0xBF58_476D_1CE4_E5B9 &+ words[length - 1]
      if shape.words.contains(length) {
        buckets.append(bucket(joined ^ (joined >> 32), factors().words[length]))
      }
    }
  }

  /// The highest z over all readings.
  func z(_ scorer: LinearScorer) -> Double {
    var readings = [0..<chunks.count]
    if chunks.count > 3 { readings += (0...chunks.count - 3).map { $0..<$0 + 3 } }
    return readings.map { reading in
      let characters = chunks[reading].flatMap(\.characters)
      let words = chunks[reading].flatMap(\.words)
      let part = { (grams: [Int]) in
        scorer.scale * Double(grams.reduce(0) { $0 + Int(scorer.weights[$1]) })
          / pow(Double(grams.count) + 8, 0.625)
      }
      return scorer.bias + part(characters) + part(words)
    }.max() ?? 0
  }
}

extension LinearScorer {
  /// Weights that depend on nothing but the seed.
  static func random(_ shape: GramShape, seed: UInt64) -> LinearScorer {
    var random = RandomSource(seed: seed)
    let weights = (0..<shape.buckets).map { _ in Int16(random.number(in: -32_767...32_767)) }
    return LinearScorer(shape: shape, weights: weights, scale: 0.0001, bias: -0.25)
  }

  func score(_ text: String) -> Double { Array(text.utf8).withUnsafeBufferPointer { score($0) } }
}
