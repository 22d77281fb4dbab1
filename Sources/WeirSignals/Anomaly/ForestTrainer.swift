/// How a forest is trained.
public struct ForestParameters: Hashable, Sendable {
  public let trees: Int
  /// Rows for each tree; where there are fewer, all of them.
  public let sampleSize: Int
  public let seed: UInt64

  public init(trees: Int = 100, sampleSize: Int = 256, seed: UInt64) {
    self.trees = trees
    self.sampleSize = sampleSize
    self.seed = seed
  }
}

/// Why nothing was trained; rows and features count from 0.
public enum TrainingError: Error, Hashable, Sendable {
  case noRows
  case tooManyRows(Int)
  case treesOutOfRange(Int)
  case sampleSizeOutOfRange(Int)
  case featuresOutOfRange(Int)
  /// The number of values is not a multiple of the number of features.
  case unevenRows
  /// NaN, an infinity, or a number that a `Float` cannot hold. A single one can turn trees into
  /// one leaf, so it is refused.
  case valueNotFinite(row: Int, feature: Int)
}

/// Trains isolation forests: the same rows and parameters give the same forest on every machine.
///
/// For each tree, `sampleSize` rows are drawn without replacement. A node is a leaf with one row, at
/// depth ⌈log₂ sampleSize⌉, or when every feature is constant in it (max ≤ min + 10⁻⁷ in `Float`).
/// Else a feature is drawn from those not constant, and a threshold from [min, max). Each tree has
/// its own random numbers, from the seed and its index.
public struct ForestTrainer: Sendable {
  public let parameters: ForestParameters

  public init(_ parameters: ForestParameters) throws(TrainingError) {
    guard (1...SignalLimits.treesMax).contains(parameters.trees) else {
      throw .treesOutOfRange(parameters.trees)
    }
    guard (1...SignalLimits.sampleSizeMax).contains(parameters.sampleSize) else {
      throw .sampleSizeOutOfRange(parameters.sampleSize)
    }
    self.parameters = parameters
  }

  /// - Parameter rows: the values row by row.
  public func train(rows: [Double], featureCount: Int) throws(TrainingError) -> IsolationForest {
    let table = try TrainingTable(rows: rows, featureCount: featureCount)
    let sampleSize = min(parameters.sampleSize, table.rowCount)
    var builder = TreeBuilder(table: table, sampleSize: sampleSize)
    let trees = (0..<parameters.trees).map { index in
      builder.build(RandomSource(seed: parameters.seed, index: UInt64(index)))
    }
    do {
      return try IsolationForest(
        trees: trees, featureCount: featureCount, sampleSize: sampleSize)
    } catch {
      preconditionFailure("a trained forest is a valid one: \(error)")
    }
  }
}

/// The training rows as `Float`, feature by feature.
struct TrainingTable {
  let values: [Float]
  let rowCount: Int
  let featureCount: Int

  init(rows: [Double], featureCount: Int) throws(TrainingError) {
    guard (1...SignalLimits.featuresMax).contains(featureCount) else {
      throw .featuresOutOfRange(featureCount)
    }
    guard !rows.isEmpty else { throw .noRows }
    guard rows.count % featureCount == 0 else { throw .unevenRows }
    rowCount = rows.count / featureCount
    self.featureCount = featureCount
    guard rowCount <= SignalLimits.trainingRowsMax else { throw .tooManyRows(rowCount) }
    var values = [Float](repeating: 0, count: rows.count)
    for row in 0..<rowCount {
      for feature in 0..<featureCount {
        let value = Float(rows[row * featureCount + feature])
        guard value.isFinite else { throw .valueNotFinite(row: row, feature: feature) }
        values[feature * rowCount + row] = value
      }
    }
    self.values = values
  }

  func value(row: UInt32, feature: Int) -> Float { values[feature * rowCount + Int(row)] }
}

/// Builds one tree after another over the same rows, reusing its lists.
private struct TreeBuilder {
  private struct Task {
    let node: Int
    let range: Range<Int>
    let depth: Int
  }

  private struct Split {
    let feature: Int
    let threshold: Float
  }

  private let table: TrainingTable
  private let sampleSize: Int
  private let depthMax: Int
  /// Before each tree: all row numbers in order. During one: its sample first, in node order.
  private var order: [UInt32]
  private var features: [Int]
  private var random = RandomSource(seed: 0)

  init(table: TrainingTable, sampleSize: Int) {
    self.table = table
    self.sampleSize = sampleSize
    depthMax = Int.bitWidth - (max(sampleSize, 2) - 1).leadingZeroBitCount
    order = (0..<UInt32(table.rowCount)).map { $0 }
    features = Array(0..<table.featureCount)
  }

  mutating func build(_ random: RandomSource) -> [ForestNode] {
    self.random = random
    features = Array(0..<table.featureCount)
    let swaps = drawSample()
    let sample = Array(order[0..<sampleSize])
    let nodes = grow()
    // Back in order, so that a tree depends on no tree before it.
    order.replaceSubrange(0..<sampleSize, with: sample)
    for (index, other) in swaps.enumerated().reversed() { order.swapAt(index, other) }
    return nodes
  }

  /// The first `sampleSize` steps of a Fisher–Yates shuffle, and what they swapped.
  private mutating func drawSample() -> [Int] {
    (0..<sampleSize).map { index in
      let other = index + Int(random.next(below: UInt64(table.rowCount - index)))
      order.swapAt(index, other)
      return other
    }
  }

  private mutating func grow() -> [ForestNode] {
    var nodes: [ForestNode] = [.leaf(rows: UInt32(sampleSize))]
    var tasks = [Task(node: 0, range: 0..<sampleSize, depth: 0)]
    while let task = tasks.popLast() {
      guard task.depth < depthMax, task.range.count > 1, let split = drawSplit(task.range)
      else { continue }
      let middle = partition(task.range, split)
      let left = nodes.count
      nodes[task.node] = ForestNode(
        feature: Int32(split.feature), threshold: Double(split.threshold),
        left: Int32(left), right: Int32(left + 1), rows: UInt32(task.range.count),
        // Without a missing value in training, one at scoring follows the larger side.
        isMissingLeft: middle - task.range.lowerBound > task.range.upperBound - middle)
      nodes.append(.leaf(rows: UInt32(middle - task.range.lowerBound)))
      nodes.append(.leaf(rows: UInt32(task.range.upperBound - middle)))
      tasks.append(
        Task(node: left + 1, range: middle..<task.range.upperBound, depth: task.depth + 1))
      tasks.append(
        Task(node: left, range: task.range.lowerBound..<middle, depth: task.depth + 1))
    }
    return nodes
  }

  /// Draws features until one is not constant, so that each of those is equally likely.
  private mutating func drawSplit(_ range: Range<Int>) -> Split? {
    for drawn in 0..<features.count {
      let other = drawn + Int(random.next(below: UInt64(features.count - drawn)))
      features.swapAt(drawn, other)
      let (least, most) = extent(of: features[drawn], range)
      if most > least + Float(1e-7) {
        return Split(feature: features[drawn], threshold: drawThreshold(least, most))
      }
    }
    return nil
  }

  /// Uniform in [least, most), rounded down to a `Float`, so that neither side is ever empty.
  private mutating func drawThreshold(_ least: Float, _ most: Float) -> Float {
    let width = Double(most) - Double(least)
    let threshold = Double(least) + random.nextUnit() * width
    return threshold < Double(most) ? ForestNode.floor(threshold) : least
  }

  private func extent(of feature: Int, _ range: Range<Int>) -> (Float, Float) {
    var least = Float.infinity
    var most = -Float.infinity
    for index in range {
      let value = table.value(row: order[index], feature: feature)
      least = min(least, value)
      most = max(most, value)
    }
    return (least, most)
  }

  /// Moves rows that go left to the front and returns where the right ones begin.
  private mutating func partition(_ range: Range<Int>, _ split: Split) -> Int {
    var middle = range.lowerBound
    for index in range
    where table.value(row: order[index], feature: split.feature) <= split.threshold {
      order.swapAt(index, middle)
      middle += 1
    }
    return middle
  }
}
