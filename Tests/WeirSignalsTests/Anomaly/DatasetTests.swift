import Foundation
import Testing

@testable import WeirSignals

@Suite(.enabled(if: SharedData.isPresent, "skipped: ../shared/golden is not there"))
struct DatasetTests {
  /// The chance that an anomaly scores higher than a normal row, ties counting half.
  private func areaUnderCurve(_ scores: [Double], _ labels: [Bool]) -> Double {
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    var rankSum = 0.0
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count, scores[order[end]] == scores[order[start]] { end += 1 }
      let rank = Double(start + end + 1) / 2
      rankSum += rank * Double(order[start..<end].count { labels[$0] })
      start = end
    }
    let odd = Double(labels.count { $0 })
    return (rankSum - odd * (odd + 1) / 2) / (odd * (Double(labels.count) - odd))
  }

  @Test func `breast cancer data are told apart as well as by scikit-learn`() throws {
    let text = try String(
      contentsOf: SharedData.datasets.appending(path: "breastw.csv"), encoding: .utf8)
    let lines = text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",").compactMap { Double($0) }
    }
    let labels = lines.map { $0.last == 1 }
    let rows = lines.map { Array($0.dropLast()) }
    #expect(rows.count == 683 && labels.count { $0 } == 239)
    let areas = try (0..<4 as Range<UInt64>).map { seed in
      let forest = try ForestTrainer(ForestParameters(seed: seed)).train(
        rows: rows.flatMap { $0 }, featureCount: 9)
      return areaUnderCurve(rows.map { forest.score($0) }, labels)
    }
    #expect(abs(areas.reduce(0, +) / 4 - 0.98726) < 0.01)
  }
}
