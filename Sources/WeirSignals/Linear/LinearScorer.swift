/// Judges a text by the weights of its grams: 0…1, high where it reads like the texts that were
/// labelled positive.
///
/// A *reading* is three chunks in a row, or the whole text where there are several such windows or
/// too few chunks for one. It scores
///
///     z = bias + Σ character weights / (n + 8)^⅝ + Σ word weights / (m + 8)^⅝
///
/// for its n character and m word grams, and the text scores σ(z) of the reading with the highest z,
/// so that harmless text around an attack does not make it small. The power lies between 1, which
/// would take the mean of the weights, and ½, the length of the vector, by which long texts have the
/// higher scores: in sources that were not seen it found most.
public struct LinearScorer: Sendable {
  public let shape: GramShape
  /// One for each bucket, in units of `scale`.
  let weights: [Int16]
  let scale: Double
  var bias: Double
  private let walk: GramWalk

  static let windowChunks = 3

  /// What the weights of a number of grams are divided by. Eight are added, so that a text of few
  /// grams is not judged by them alone.
  static func norm(_ count: Int) -> Double {
    let root = (Double(count) + 8).squareRoot()
    return root * root.squareRoot().squareRoot()
  }

  /// - Precondition: a possible shape, a weight for each bucket, finite numbers.
  init(shape: GramShape, weights: [Int16], scale: Double, bias: Double) {
    precondition(weights.count == shape.buckets, "a weight for each bucket")
    precondition(scale.isFinite && bias.isFinite, "numbers are checked where they are made")
    self.shape = shape
    self.weights = weights
    self.scale = scale
    self.bias = bias
    walk = GramWalk(shape)
  }

  /// The score of a text in its folded reading. Linear in its bytes; allocates nothing.
  public func score(_ text: UnsafeBufferPointer<UInt8>) -> Double {
    PortableMath.logistic(best(text).z)
  }

  /// The reading with the highest z. Of equal ones the whole counts, then the first.
  func best(_ text: UnsafeBufferPointer<UInt8>) -> (z: Double, chunks: Range<Int>) {
    weights.withUnsafeBufferPointer { weights in
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: GramWalk.chunkUnitsMax + 1) {
        units in
        var sums = ReadingSums(
          weights: weights, hashes: walk.hashes, scale: scale, bias: bias, units: units)
        walk.visit(text, &sums)
        return sums.best()
      }
    }
  }

  func visit(_ text: UnsafeBufferPointer<UInt8>, _ visitor: inout some GramVisitor) {
    walk.visit(text, &visitor)
  }
}

/// Sums of weights in whole numbers, so that their order does not matter.
struct GramSum {
  var characters = 0
  var characterCount = 0
  var words = 0
  var wordCount = 0

  static func + (a: GramSum, b: GramSum) -> GramSum {
    GramSum(
      characters: a.characters &+ b.characters,
      characterCount: a.characterCount &+ b.characterCount,
      words: a.words &+ b.words, wordCount: a.wordCount &+ b.wordCount)
  }

  func value(scale: Double, bias: Double) -> Double {
    bias + scale * Double(characters) / LinearScorer.norm(characterCount)
      + scale * Double(words) / LinearScorer.norm(wordCount)
  }
}

/// Walks over a text keeping the sums of the chunk at hand, of the two before it and of the whole.
///
/// The character grams of a chunk are summed up at its end, all of one length after the other: a loop
/// of few instructions, in which many weights are on their way from memory at once.
private struct ReadingSums: GramVisitor {
  let weights: UnsafeBufferPointer<Int16>
  let hashes: GramHashes
  let scale: Double
  let bias: Double
  /// The last units at each unit of the chunk at hand.
  let units: UnsafeMutableBufferPointer<UInt64>
  var unitCount = 0
  var chunk = GramSum()
  var before = (GramSum(), GramSum())
  var whole = GramSum()
  var chunkCount = 0
  var bestWindow: (z: Double, end: Int) = (-.infinity, 0)

  @inline(__always)
  mutating func unit(endingAt offset: Int, isWord: Bool) {}

  // A chunk has no more units than there is room, with the space behind the last.
  @inline(__always)
  mutating func characters(_ recent: UInt64, _ hashes: GramHashes) {
    units[unitCount] = recent
    unitCount &+= 1
  }

  @inline(__always)
  mutating func word(bucket: Int, length: Int) {
    chunk.words &+= Int(weights[bucket])
    chunk.wordCount &+= 1
  }

  mutating func endChunk() {
    chunk.characters = hashes.sum(UnsafeBufferPointer(rebasing: units[..<unitCount]), weights)
    chunk.characterCount = unitCount &* hashes.characters.count
    unitCount = 0
    chunkCount += 1
    whole = whole + chunk
    if chunkCount >= LinearScorer.windowChunks {
      let z = (before.0 + before.1 + chunk).value(scale: scale, bias: bias)
      if z > bestWindow.z { bestWindow = (z, chunkCount) }
    }
    before = (before.1, chunk)
    chunk = GramSum()
  }

  func best() -> (z: Double, chunks: Range<Int>) {
    let z = whole.value(scale: scale, bias: bias)
    guard chunkCount > LinearScorer.windowChunks, bestWindow.z > z else {
      return (z, 0..<chunkCount)
    }
    return (bestWindow.z, bestWindow.end - LinearScorer.windowChunks..<bestWindow.end)
  }
}
