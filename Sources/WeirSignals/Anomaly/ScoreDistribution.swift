/// The scores of the training rows, compact: enough to say which score a share of them is above.
///
/// Kept are the 1,001 highest scores and, of the others, 1,000 at even distances in rank, the lowest
/// last. So shares up to 1,001 rows are exact and all shares are with 2,001 rows or fewer; in
/// between, the rank is off by less than 1/1,000 of all rows.
public struct ScoreDistribution: Hashable, Sendable {
  public struct Point: Hashable, Sendable {
    /// 0 is the highest score.
    public let rank: UInt32
    public let score: Double
  }

  /// By rank, from 0 to the last row.
  public let points: [Point]

  public static let exactRanks = 1_001
  public static let spacedRanks = 1_000

  /// - Parameter scores: of all training rows, at least one, at most 2³² − 2, none NaN.
  public init(scores: [Double]) {
    precondition(!scores.isEmpty && scores.count <= SignalLimits.trainingRowsMax, "as trained")
    let sorted = scores.sorted(by: >)
    points = Self.ranks(of: sorted.count).map { Point(rank: UInt32($0), score: sorted[$0]) }
  }

  private static func ranks(of count: Int) -> [Int] {
    let rest = count - exactRanks
    guard rest > spacedRanks else { return Array(0..<count) }
    return Array(0..<exactRanks)
      + (1...spacedRanks).map { exactRanks - 1 + rest * $0 / spacedRanks }
  }

  /// Points as a file has them; nil unless ranks rise from 0, scores fall and all lie in 0…1.
  init?(points: [Point]) {
    guard let first = points.first, first.rank == 0,
      points.allSatisfy({ (0...1).contains($0.score) }),
      zip(points, points.dropFirst()).allSatisfy({ $0.rank < $1.rank && $0.score >= $1.score })
    else { return nil }
    self.points = points
  }

  public var rowCount: Int { points.last.map { Int($0.rank) + 1 } ?? 0 }

  /// The score that `share` (0…1) of the training rows are above, interpolated between neighbours
  /// at rank share · (rows − 1), as scikit-learn's contamination does.
  public func threshold(share: Double) -> Double {
    let position = min(max(share.isNaN ? 0 : share, 0), 1) * Double(rowCount - 1)
    let next = firstIndex { Double($0.rank) > position }
    guard next < points.count else { return points[points.count - 1].score }
    let above = points[next - 1]
    let below = points[next]
    let part = (position - Double(above.rank)) / Double(below.rank - above.rank)
    return Self.interpolated(above.score, below.score, part)
  }

  /// The share of training rows with a higher score, 0…1, to the precision of the points.
  public func shareAbove(_ score: Double) -> Double {
    let next = firstIndex { $0.score <= score }
    guard next < points.count else { return 1 }
    return Double(points[next].rank) / Double(rowCount)
  }

  /// From the nearer end, as numpy does, so that both ends are met exactly.
  private static func interpolated(_ from: Double, _ to: Double, _ part: Double) -> Double {
    let step = to - from
    return part < 0.5 ? from + step * part : to - step * (1 - part)
  }

  private func firstIndex(where isPast: (Point) -> Bool) -> Int {
    var low = 0
    var high = points.count
    while low < high {
      let middle = (low + high) / 2
      if isPast(points[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
