/// The grams of many texts, chunk by chunk, side by side in memory.
struct GramRows: Sendable {
  /// Buckets of character grams and of word grams, text after text.
  private(set) var characters: [UInt32] = []
  private(set) var words: [UInt32] = []
  /// Where each chunk ends in both.
  private(set) var chunkEnds: [Ends] = [Ends(characters: 0, words: 0)]
  /// Where each text ends in `chunkEnds`.
  private(set) var textEnds: [Int] = [0]

  struct Ends: Sendable {
    var characters: Int
    var words: Int
  }

  var count: Int { textEnds.count - 1 }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>, _ walk: GramWalk) {
    walk.visit(text, &self)
    textEnds.append(chunkEnds.count - 1)
  }

  /// The chunks of a text.
  func chunks(of text: Int) -> Range<Int> { textEnds[text]..<textEnds[text + 1] }

  /// What counts as one reading of a text: three chunks in a row, and the whole.
  func windows(of text: Int) -> [Range<Int>] {
    let whole = chunks(of: text)
    guard whole.count > LinearScorer.windowChunks else { return [whole] }
    let last = whole.upperBound - LinearScorer.windowChunks
    return (whole.lowerBound...last).map { $0..<$0 + LinearScorer.windowChunks } + [whole]
  }

  func characters(in chunks: Range<Int>) -> Range<Int> {
    chunkEnds[chunks.lowerBound].characters..<chunkEnds[chunks.upperBound].characters
  }

  func words(in chunks: Range<Int>) -> Range<Int> {
    chunkEnds[chunks.lowerBound].words..<chunkEnds[chunks.upperBound].words
  }
}

extension GramRows: GramVisitor {
  @inline(__always)
  mutating func unit(endingAt offset: Int, isWord: Bool) {}

  @inline(__always)
  mutating func characters(_ recent: UInt64, _ hashes: GramHashes) {
    hashes.forEachGram(recent) { bucket, _ in
      characters.append(UInt32(truncatingIfNeeded: bucket))
    }
  }

  @inline(__always)
  mutating func word(bucket: Int, length: Int) {
    words.append(UInt32(truncatingIfNeeded: bucket))
  }

  mutating func endChunk() {
    chunkEnds.append(Ends(characters: characters.count, words: words.count))
  }
}
