import Testing

@testable import WeirSignals

@Suite struct ScoreDistributionTests {
  @Test func `a threshold lies between the neighbours in rank`() {
    let scores = ScoreDistribution(scores: [0.1, 0.5, 0.3, 0.2, 0.4])
    #expect(scores.rowCount == 5)
    #expect(scores.threshold(share: 0) == 0.5)
    #expect(scores.threshold(share: 0.25) == 0.4)
    #expect(abs(scores.threshold(share: 0.125) - 0.45) < 1e-15)
    #expect(scores.threshold(share: 1) == 0.1)
    #expect(scores.threshold(share: -3) == 0.5)
    #expect(scores.threshold(share: .nan) == 0.5)
    #expect(ScoreDistribution(scores: [0.5]).threshold(share: 0.3) == 0.5)
  }

  @Test func `the share above a score is that of the rows`() {
    let scores = ScoreDistribution(scores: [0.1, 0.5, 0.3, 0.3, 0.4])
    #expect(scores.shareAbove(0.6) == 0)
    #expect(scores.shareAbove(0.5) == 0)
    #expect(scores.shareAbove(0.45) == 0.2)
    #expect(scores.shareAbove(0.3) == 0.4)
    #expect(scores.shareAbove(0.05) == 1)
  }

  @Test func `many scores keep an exact tail and a rank within a thousandth`() {
    var random = RandomSource(seed: 6)
    let all = (0..<20_000).map { _ in random.nextUnit() * random.nextUnit() }
    let scores = ScoreDistribution(scores: all)
    #expect(scores.points.count == 2_001 && scores.rowCount == 20_000)
    let sorted = all.sorted(by: >)
    for share in [0.0001, 0.001, 0.01, 0.04, 0.2, 0.5, 0.9, 0.999] {
      let threshold = scores.threshold(share: share)
      let above = sorted.firstIndex { $0 <= threshold } ?? sorted.count
      #expect(abs(Double(above) - share * 19_999) <= (share < 0.05 ? 1 : 20))
      #expect(abs(scores.shareAbove(threshold) - share) <= (share < 0.05 ? 1 : 20) / 10_000)
    }
  }

  @Test func `points from a file must be in order`() {
    typealias Point = ScoreDistribution.Point
    let good = [Point(rank: 0, score: 0.9), Point(rank: 4, score: 0.2)]
    #expect(ScoreDistribution(points: good)?.rowCount == 5)
    #expect(ScoreDistribution(points: []) == nil)
    #expect(ScoreDistribution(points: good.reversed()) == nil)
    #expect(ScoreDistribution(points: [Point(rank: 1, score: 0.5)]) == nil)
    #expect(ScoreDistribution(points: [Point(rank: 0, score: .nan)]) == nil)
    #expect(ScoreDistribution(points: [good[0], Point(rank: 1, score: 0.95)]) == nil)
  }
}
