/// How much each bucket may say at all, from how often texts of either label hold its grams.
///
/// A bucket of which positive texts have the share p and the others the share q (counting weights of
/// texts, smoothed) has the factor r² with r = ln p/q, by which a step of the descent is multiplied.
/// Descending on features scaled by r is what Wang and Manning ("Baselines and bigrams", 2012) do
/// with support vector machines: what texts of both labels share hardly moves, so the model rests
/// less on what one source happened to talk about.
struct GramFactors {
  private(set) var values: [Double]

  /// Texts that hold a gram of a bucket; fewer leave it at zero.
  static let textsMin: Int32 = 2
  private static let smoothing = 1.0

  /// - Parameters:
  ///   - places: the texts of `rows` to count.
  ///   - weights: by text of `rows`.
  init(_ rows: GramRows, _ places: [Int], labels: [Bool], weights: [Double], buckets: Int) {
    var tally = Tally(buckets: buckets)
    for place in places {
      tally.begin(place, isPositive: labels[place], weight: weights[place])
      let chunks = rows.chunks(of: place)
      for gram in rows.characters(in: chunks) { tally.note(Int(rows.characters[gram])) }
      for gram in rows.words(in: chunks) { tally.note(Int(rows.words[gram])) }
    }
    values = (0..<buckets).map { bucket in
      guard tally.texts[bucket] >= Self.textsMin else { return 0 }
      let positive = (tally.positive[bucket] + Self.smoothing) / (tally.total.0 + Self.smoothing)
      let negative = (tally.negative[bucket] + Self.smoothing) / (tally.total.1 + Self.smoothing)
      let ratio = PortableMath.logarithm(positive / negative)
      return ratio * ratio
    }
  }
}

/// Counts each bucket once a text.
private struct Tally {
  var texts: [Int32]
  var positive: [Double]
  var negative: [Double]
  /// Weights of all texts, positive ones first.
  var total = (0.0, 0.0)
  private var lastText: [Int32]
  private var text: Int32 = 0
  private var isPositive = false
  private var weight = 0.0

  init(buckets: Int) {
    texts = Array(repeating: 0, count: buckets)
    positive = Array(repeating: 0, count: buckets)
    negative = positive
    lastText = texts
  }

  mutating func begin(_ place: Int, isPositive: Bool, weight: Double) {
    text = Int32(place) + 1
    self.isPositive = isPositive
    self.weight = weight
    if isPositive { total.0 += weight } else { total.1 += weight }
  }

  mutating func note(_ bucket: Int) {
    guard lastText[bucket] != text else { return }
    lastText[bucket] = text
    texts[bucket] += 1
    if isPositive { positive[bucket] += weight } else { negative[bucket] += weight }
  }
}
