/// A set of Unicode scalar values as sorted, separate, closed ranges.
struct ScalarSet: Hashable, Sendable {
  private(set) var ranges: [ClosedRange<UInt32>]

  static let scalarMax: UInt32 = 0x10FFFF
  static let empty = ScalarSet([])
  static let all = ScalarSet([0...scalarMax])

  init(_ ranges: [ClosedRange<UInt32>]) {
    var merged: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound &+ 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    self.ranges = merged
  }

  init(_ scalar: UInt32) { ranges = [scalar...scalar] }

  var isEmpty: Bool { ranges.isEmpty }

  /// The only member, if there is just one.
  var single: UInt32? {
    ranges.count == 1 && ranges[0].count == 1 ? ranges[0].lowerBound : nil
  }

  func contains(_ scalar: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= scalar
  }

  func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

  var inverted: ScalarSet {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= Self.scalarMax { result.append(next...Self.scalarMax) }
    return ScalarSet(result)
  }

  func intersection(_ other: ScalarSet) -> ScalarSet {
    inverted.union(other.inverted).inverted
  }

  func isSubset(of other: ScalarSet) -> Bool { intersection(other) == self }

  func isDisjoint(with other: ScalarSet) -> Bool { intersection(other).isEmpty }

  /// With every other spelling in case of its members.
  var caseClosed: ScalarSet {
    let count = ranges.reduce(0) { $0 + $1.count }
    var extra: [ClosedRange<UInt32>] = []
    if count <= 256 {
      for scalar in ranges.joined() { extra += missing(CaseVariants.of(scalar)) }
    } else {
      for group in CaseVariants.groups where group.contains(where: contains) {
        extra += missing(group)
      }
    }
    return extra.isEmpty ? self : ScalarSet(ranges + extra)
  }

  private func missing(_ spellings: [UInt32]) -> [ClosedRange<UInt32>] {
    spellings.filter { !contains($0) }.map { $0...$0 }
  }
}
