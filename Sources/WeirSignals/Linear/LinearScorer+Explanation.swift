/// A gram of a text and what it added to z.
public struct WeighedGram: Hashable, Sendable {
  /// Its bytes in the text that was scored.
  public var range: Range<Int>
  public var weight: Double
}

extension LinearScorer {
  /// The grams that spoke most for the score, none overlapping one that spoke more; then, where
  /// there is room, nothing. Equal grams in several places count together, at the first.
  ///
  /// - Parameter count: how many at most.
  public func explain(_ text: UnsafeBufferPointer<UInt8>, count: Int) -> [WeighedGram] {
    var collector = GramCollector(chunks: best(text).chunks)
    visit(text, &collector)
    var chosen: [WeighedGram] = []
    for gram in ranked(collector) where chosen.count < count {
      if !chosen.contains(where: { $0.range.overlaps(gram.range) }) { chosen.append(gram) }
    }
    return chosen
  }

  /// Grams of texts whose buckets weigh most, for a report on what was learned: those that speak for
  /// a high score and those against, the heaviest first. Of grams that share a bucket the most
  /// frequent is named. Linear in the texts.
  public func heaviest(
    in texts: [[UInt8]], count: Int
  ) -> (for: [(text: String, weight: Double)], against: [(text: String, weight: Double)]) {
    let order = weights.indices.sorted { (weights[$1], $0) < (weights[$0], $1) }
    let wanted = (order.prefix(count), order.suffix(count).reversed())
    var names = GramNames(buckets: Set(wanted.0).union(wanted.1))
    for text in texts {
      text.withUnsafeBufferPointer { text in
        var collector = GramCollector(chunks: 0..<Int.max, wanted: names.buckets)
        visit(text, &collector)
        names.note(collector, in: text)
      }
    }
    let named = { (bucket: Int) in
      names.usual(of: bucket).map { ($0, Double(weights[bucket]) * scale) }
    }
    return (wanted.0.compactMap(named), wanted.1.compactMap(named))
  }

  /// The grams that speak for the score, the heaviest first.
  private func ranked(_ collector: GramCollector) -> [WeighedGram] {
    let characterNorm = Self.norm(collector.characterCount)
    let wordNorm = Self.norm(collector.wordCount)
    let grams = collector.grams.compactMap { key, found -> WeighedGram? in
      let weight = Double(weights[key.bucket]) * scale * Double(found.count)
      guard weight > 0 else { return nil }
      return WeighedGram(
        range: found.range, weight: weight / (key.isWord ? wordNorm : characterNorm))
    }
    return grams.sorted {
      ($1.weight, $0.range.lowerBound, $0.range.upperBound)
        < ($0.weight, $1.range.lowerBound, $1.range.upperBound)
    }
  }
}

/// Collects the grams of some chunks with their places.
struct GramCollector: GramVisitor {
  struct Key: Hashable {
    var bucket: Int
    var isWord: Bool
    var length: Int
  }

  private let chunks: Range<Int>
  private let wanted: Set<Int>?
  private var chunk = 0
  /// Ends of the last five units, the newest last, and of the one before them.
  private var ends = [Int](repeating: 0, count: 6)
  /// Where the last three words and the one at hand begin and end.
  private var words: [Range<Int>] = []
  private var isInWord = false
  private(set) var grams: [Key: (range: Range<Int>, count: Int)] = [:]
  private(set) var characterCount = 0
  private(set) var wordCount = 0

  /// - Parameter wanted: the buckets that count, if not all do.
  init(chunks: Range<Int>, wanted: Set<Int>? = nil) {
    self.chunks = chunks
    self.wanted = wanted
  }

  mutating func unit(endingAt offset: Int, isWord: Bool) {
    ends.removeFirst()
    ends.append(offset)
    if isWord {
      let start = isInWord ? words[words.count - 1].lowerBound : ends[4]
      if isInWord { words.removeLast() }
      words.append(start..<offset)
      if words.count > 4 { words.removeFirst() }
    }
    isInWord = isWord
  }

  mutating func characters(_ recent: UInt64, _ hashes: GramHashes) {
    guard chunks.contains(chunk) else { return }
    hashes.forEachGram(recent) { bucket, length in
      characterCount += 1
      note(Key(bucket: bucket, isWord: false, length: length), ends[5 - length]..<ends[5])
    }
  }

  mutating func word(bucket: Int, length: Int) {
    guard chunks.contains(chunk), words.count >= length else { return }
    wordCount += 1
    let first = words[words.count - length]
    note(
      Key(bucket: bucket, isWord: true, length: length),
      first.lowerBound..<words[words.count - 1].upperBound)
  }

  mutating func endChunk() { chunk += 1 }

  private mutating func note(_ key: Key, _ range: Range<Int>) {
    if let wanted, !wanted.contains(key.bucket) { return }
    grams[key, default: (range, 0)].count += 1
  }
}

/// What the grams of some buckets read like.
private struct GramNames {
  let buckets: Set<Int>
  private var counts: [Int: [String: Int]] = [:]

  init(buckets: Set<Int>) { self.buckets = buckets }

  mutating func note(_ collector: GramCollector, in text: UnsafeBufferPointer<UInt8>) {
    for (key, gram) in collector.grams {
      let name = String(decoding: text[gram.range], as: UTF8.self)
      counts[key.bucket, default: [:]][name, default: 0] += gram.count
    }
  }

  func usual(of bucket: Int) -> String? {
    counts[bucket]?.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
