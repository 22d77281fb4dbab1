/// A model as bytes, inside an `Envelope` with magic `WEIRFRST`:
///
///     fingerprint  16
///     parameters   trees 4, rows asked for 4, rows given 4, seed 8, training rows 8
///     features     count 4, then name (length 4, UTF-8), has a domain 1, low 8, high 8
///     scores       count 4, then rank 4, score 8
///     c            count 4, then rows 4, c(rows) 8
///     trees        as many as the parameters say: nodes 4, then
///     node         21: feature 4 (−1 leaf), threshold 4, left 4, right 4, rows 4, missing left 1
extension ModelFile {
  private static let magic: StaticString = "WEIRFRST"
  private static let version: UInt32 = 1
  fileprivate static let nodeSize = 21

  public func encode() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(forest.nodes.count * Self.nodeSize + 65_536)
    Envelope.seal(magic: Self.magic, version: Self.version, into: &bytes) { body in
      body.append(hash: fingerprint)
      appendParameters(to: &body)
      appendFeatures(to: &body)
      appendNumbers(to: &body)
      for tree in forest.trees { Self.append(tree, to: &body) }
    }
    return bytes
  }

  private func appendParameters(to body: inout [UInt8]) {
    body.append(littleEndian: UInt32(parameters.trees))
    body.append(littleEndian: UInt32(parameters.sampleSize))
    body.append(littleEndian: UInt32(forest.sampleSize))
    body.append(littleEndian: parameters.seed)
    body.append(littleEndian: UInt64(trainingRows))
  }

  private func appendFeatures(to body: inout [UInt8]) {
    body.append(littleEndian: UInt32(features.count))
    for feature in features {
      body.append(text: feature.name)
      body.append(feature.domain == nil ? 0 : 1)
      body.append(real: feature.domain?.lowerBound ?? 0.0)
      body.append(real: feature.domain?.upperBound ?? 0.0)
    }
  }

  private func appendNumbers(to body: inout [UInt8]) {
    body.append(scores: scores)
    body.append(littleEndian: UInt32(forest.pathLengths.entries.count))
    for entry in forest.pathLengths.entries {
      body.append(littleEndian: entry.rows)
      body.append(real: entry.length)
    }
  }

  private static func append(_ tree: [ForestNode], to body: inout [UInt8]) {
    body.append(littleEndian: UInt32(tree.count))
    for node in tree {
      body.append(littleEndian: node.feature)
      body.append(littleEndian: node.threshold.bitPattern)
      body.append(littleEndian: node.left)
      body.append(littleEndian: node.right)
      body.append(littleEndian: node.rows)
      body.append(node.isMissingLeft ? 1 : 0)
    }
  }

  /// The model that `encode` wrote. Any bytes give a model that is safe to score with, or an error;
  /// memory stays in proportion to the bytes.
  public init(decoding bytes: [UInt8]) throws(ModelFileError) {
    var reader = try ModelFileError.opening(bytes, magic: Self.magic, version: Self.version)
    guard let fingerprint = reader.nextHash() else { throw .truncated }
    let numbers = try Numbers(&reader)
    let features = try reader.modelFeatures()
    let scores = try reader.scoreDistribution()
    guard scores.rowCount == numbers.trainingRows else {
      throw .parameterOutOfRange("training rows")
    }
    let pathLengths = try reader.pathLengths()
    var trees: [[ForestNode]] = []
    for _ in 0..<numbers.parameters.trees { trees.append(try reader.tree()) }
    guard reader.remaining == 0 else { throw .trailingBytes }
    let forest = try Self.forest(
      trees, featureCount: features.count, sampleSize: numbers.sampleSize, pathLengths)
    self.init(
      fingerprint: fingerprint, features: features, parameters: numbers.parameters,
      trainingRows: numbers.trainingRows, scores: scores, forest: forest)
  }

  private static func forest(
    _ trees: [[ForestNode]], featureCount: Int, sampleSize: Int, _ pathLengths: PathLengths
  ) throws(ModelFileError) -> IsolationForest {
    do {
      return try IsolationForest(
        trees: trees, featureCount: featureCount, sampleSize: sampleSize,
        pathLengths: pathLengths)
    } catch {
      throw .badForest(error)
    }
  }
}

private struct Numbers {
  let parameters: ForestParameters
  let sampleSize: Int
  let trainingRows: Int

  init(_ reader: inout ByteReader) throws(ModelFileError) {
    guard let trees = reader.next(UInt32.self), let asked = reader.next(UInt32.self),
      let given = reader.next(UInt32.self), let seed = reader.next(UInt64.self),
      let trainingRows = reader.next(UInt64.self)
    else { throw .truncated }
    guard (1...SignalLimits.treesMax).contains(Int(trees)) else {
      throw .parameterOutOfRange("trees")
    }
    guard (1...SignalLimits.sampleSizeMax).contains(Int(asked)), (1...asked).contains(given) else {
      throw .parameterOutOfRange("rows of a tree")
    }
    guard (UInt64(given)...UInt64(SignalLimits.trainingRowsMax)).contains(trainingRows) else {
      throw .parameterOutOfRange("training rows")
    }
    parameters = ForestParameters(trees: Int(trees), sampleSize: Int(asked), seed: seed)
    sampleSize = Int(given)
    self.trainingRows = Int(trainingRows)
  }
}

/// The parts of a model file. Counts are held against the bytes that are left before anything is
/// allocated.
extension ByteReader {
  mutating func count(itemSize: Int, of what: String) throws(ModelFileError) -> Int {
    guard let count = next(UInt32.self) else { throw .truncated }
    guard Int(count) <= remaining / itemSize else { throw .truncated }
    guard count > 0 else { throw .parameterOutOfRange(what) }
    return Int(count)
  }

  fileprivate mutating func modelFeatures() throws(ModelFileError) -> [ModelFeature] {
    let count = try count(itemSize: 21, of: "features")
    guard count <= SignalLimits.featuresMax else { throw .parameterOutOfRange("features") }
    var features: [ModelFeature] = []
    var names: Set<String> = []
    for index in 0..<count {
      let feature = try modelFeature(index)
      guard names.insert(feature.name).inserted else { throw .repeatedFeature(feature.name) }
      features.append(feature)
    }
    return features
  }

  private mutating func modelFeature(_ index: Int) throws(ModelFileError) -> ModelFeature {
    guard let name = nextText(max: SignalLimits.featureNameBytesMax) else {
      throw .featureNameNotUTF8(feature: index)
    }
    guard let hasDomain = next(UInt8.self), let low = nextDouble(), let high = nextDouble() else {
      throw .truncated
    }
    guard hasDomain <= 1, low.isFinite, high.isFinite, low <= high else {
      throw .domainNotARange(feature: index)
    }
    return ModelFeature(name: name, domain: hasDomain == 1 ? low...high : nil)
  }

  mutating func scoreDistribution() throws(ModelFileError) -> ScoreDistribution {
    let count = try count(itemSize: 12, of: "scores")
    var points: [ScoreDistribution.Point] = []
    for _ in 0..<count {
      guard let rank = next(UInt32.self), let score = nextDouble() else { throw .truncated }
      points.append(ScoreDistribution.Point(rank: rank, score: score))
    }
    guard let scores = ScoreDistribution(points: points) else { throw .scoresOutOfOrder }
    return scores
  }

  fileprivate mutating func pathLengths() throws(ModelFileError) -> PathLengths {
    let count = try count(itemSize: 12, of: "path lengths")
    var entries: [PathLengths.Entry] = []
    for _ in 0..<count {
      guard let rows = next(UInt32.self), let length = nextDouble() else { throw .truncated }
      entries.append(PathLengths.Entry(rows: rows, length: length))
    }
    do {
      return try PathLengths(entries: entries)
    } catch {
      throw .badForest(error)
    }
  }

  fileprivate mutating func tree() throws(ModelFileError) -> [ForestNode] {
    let count = try count(itemSize: ModelFile.nodeSize, of: "nodes of a tree")
    var nodes: [ForestNode] = []
    nodes.reserveCapacity(count)
    for _ in 0..<count { nodes.append(try node()) }
    return nodes
  }

  private mutating func node() throws(ModelFileError) -> ForestNode {
    guard let feature = next(Int32.self), let threshold = next(UInt32.self),
      let left = next(Int32.self), let right = next(Int32.self), let rows = next(UInt32.self),
      let missingLeft = next(UInt8.self)
    else { throw .truncated }
    guard feature >= -1, missingLeft <= 1 else { throw .parameterOutOfRange("a node's fields") }
    return ForestNode(
      feature: feature, threshold: Double(Float(bitPattern: threshold)), left: left, right: right,
      rows: rows, isMissingLeft: missingLeft == 1)
  }
}

extension [UInt8] {
  mutating func append(scores: ScoreDistribution) {
    append(littleEndian: UInt32(scores.points.count))
    for point in scores.points {
      append(littleEndian: point.rank)
      append(real: point.score)
    }
  }
}

extension ModelFileError {
  init(_ error: EnvelopeError) {
    switch error {
    case .wrongMagic: self = .notAModel
    case .unsupportedVersion(let version): self = .unsupportedVersion(version)
    case .truncated: self = .truncated
    case .trailingBytes: self = .trailingBytes
    case .checksumMismatch: self = .damaged
    }
  }

  static func opening(
    _ bytes: [UInt8], magic: StaticString, version: UInt32
  ) throws(ModelFileError) -> ByteReader {
    do {
      return try Envelope.open(bytes, magic: magic, version: version)
    } catch {
      throw ModelFileError(error)
    }
  }
}
