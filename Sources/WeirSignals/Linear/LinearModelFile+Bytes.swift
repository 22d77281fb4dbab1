/// A linear model as bytes, inside an `Envelope` with magic `WEIRLINR`:
///
///     fingerprint  16
///     shape        character lengths from 1, to 1 (0, 0: none), word lengths from 1, to 1,
///                  buckets 4, seed 8
///     texts        all 8, positive 8
///     scores       count 4, then rank 4, score 8
///     numbers      scale 8, bias 8
///     weights      2 for each bucket, signed
extension LinearModelFile {
  private static let magic: StaticString = "WEIRLINR"
  private static let version: UInt32 = 1

  public func encode() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(scorer.weights.count * 2 + 65_536)
    Envelope.seal(magic: Self.magic, version: Self.version, into: &bytes) { body in
      body.append(hash: fingerprint)
      Self.append(scorer.shape, to: &body)
      body.append(littleEndian: UInt64(textCount))
      body.append(littleEndian: UInt64(positiveCount))
      body.append(scores: scores)
      body.append(real: scorer.scale)
      body.append(real: scorer.bias)
      for weight in scorer.weights { body.append(littleEndian: weight) }
    }
    return bytes
  }

  private static func append(_ shape: GramShape, to body: inout [UInt8]) {
    for lengths in [shape.characters, shape.words] {
      body.append(lengths.isEmpty ? 0 : UInt8(lengths.lowerBound))
      body.append(lengths.isEmpty ? 0 : UInt8(lengths.upperBound - 1))
    }
    body.append(littleEndian: UInt32(shape.buckets))
    body.append(littleEndian: shape.seed)
  }

  /// The model that `encode` wrote. Any bytes give a model that is safe to score with, or an error;
  /// memory stays in proportion to the bytes.
  public init(decoding bytes: [UInt8]) throws(ModelFileError) {
    var reader = try ModelFileError.opening(bytes, magic: Self.magic, version: Self.version)
    guard let fingerprint = reader.nextHash() else { throw .truncated }
    let shape = try reader.gramShape()
    guard let texts = reader.next(UInt64.self), let positive = reader.next(UInt64.self) else {
      throw .truncated
    }
    guard texts <= UInt64(SignalLimits.trainingRowsMax), positive < texts, positive > 0 else {
      throw .parameterOutOfRange("texts")
    }
    let scores = try reader.scoreDistribution()
    guard UInt64(scores.rowCount) == texts - positive else { throw .parameterOutOfRange("scores") }
    let scorer = try reader.scorer(shape)
    guard reader.remaining == 0 else { throw .trailingBytes }
    self.init(
      fingerprint: fingerprint, textCount: Int(texts), positiveCount: Int(positive),
      scores: scores, scorer: scorer)
  }
}

extension ByteReader {
  fileprivate mutating func gramShape() throws(ModelFileError) -> GramShape {
    let characters = try lengths()
    let words = try lengths()
    guard let buckets = next(UInt32.self), let seed = next(UInt64.self) else { throw .truncated }
    let shape = GramShape(
      characters: characters, words: words, buckets: Int(buckets), seed: seed)
    guard shape.isPossible else { throw .parameterOutOfRange("grams") }
    return shape
  }

  private mutating func lengths() throws(ModelFileError) -> Range<Int> {
    guard let low = next(UInt8.self), let high = next(UInt8.self) else { throw .truncated }
    guard low <= high, (low == 0) == (high == 0) else { throw .parameterOutOfRange("lengths") }
    return low == 0 ? 0..<0 : Int(low)..<Int(high) + 1
  }

  fileprivate mutating func scorer(_ shape: GramShape) throws(ModelFileError) -> LinearScorer {
    guard let scale = nextDouble(), let bias = nextDouble() else { throw .truncated }
    // What training gives is far inside; beyond, sums could leave the finite numbers.
    let sizes = -1e6...1e6
    guard sizes.contains(scale), sizes.contains(bias), scale > 0 else {
      throw .parameterOutOfRange("scale and bias")
    }
    guard remaining / 2 >= shape.buckets else { throw .truncated }
    var weights: [Int16] = []
    weights.reserveCapacity(shape.buckets)
    while weights.count < shape.buckets, let weight = next(Int16.self) { weights.append(weight) }
    return LinearScorer(shape: shape, weights: weights, scale: scale, bias: bias)
  }
}
