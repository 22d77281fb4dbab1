/// Keeps an even sample of the rows it is offered, in bounded memory.
///
/// Vitter's algorithm R ("Random sampling with a reservoir", 1985): after any number of rows, each
/// was kept with the same probability. The same rows in the same order give the same sample.
public struct ReservoirSampler: Sendable {
  public let capacity: Int
  public let featureCount: Int
  /// The rows kept, value by value, row by row.
  public private(set) var rows: [Double] = []
  /// How many rows were offered.
  public private(set) var offeredCount = 0
  private var random: RandomSource

  public init(capacity: Int, featureCount: Int, seed: UInt64) {
    precondition(capacity > 0 && featureCount > 0, "room for a row with a feature")
    self.capacity = capacity
    self.featureCount = featureCount
    random = RandomSource(seed: seed, index: UInt64.max)
  }

  public mutating func offer(_ row: [Double]) {
    precondition(row.count == featureCount, "a row has a value for each feature")
    offeredCount += 1
    guard offeredCount > capacity else {
      rows.append(contentsOf: row)
      return
    }
    let place = Int(random.next(below: UInt64(offeredCount)))
    guard place < capacity else { return }
    let start = place * featureCount
    rows.replaceSubrange(start..<start + featureCount, with: row)
  }
}
