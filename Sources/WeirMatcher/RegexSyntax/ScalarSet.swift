/// A set of Unicode scalar values as sorted, separate, closed ranges.
struct ScalarSet: Hashable, Sendable {
  private(set) var ranges: [ClosedRange<UInt32>]

  static let scalarMax: UInt32 = 0x10FFFF
  static let empty = ScalarSet([])
  static let all = ScalarSet([0...scalarMax])

  init(_ ranges: [ClosedRange<UInt32>]) {
    self.ranges = Self.areSeparate(ranges) ? ranges : Self.merged(ranges)
  }

  /// Whether the ranges are what a set holds already, as most lists of them are.
  private static func areSeparate(_ ranges: [ClosedRange<UInt32>]) -> Bool {
    for index in ranges.indices.dropFirst()
    where ranges[index].lowerBound <= ranges[index - 1].upperBound &+ 1 {
      return false
    }
    return true
  }

  private static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var merged: [ClosedRange<UInt32>] = []
    merged.reserveCapacity(ranges.count)
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound &+ 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  init(_ scalar: UInt32) { ranges = [scalar...scalar] }

  var isEmpty: Bool { ranges.isEmpty }

  /// The only member, if there is just one.
  var single: UInt32? {
    ranges.count == 1 && ranges[0].count == 1 ? ranges[0].lowerBound : nil
  }

  func contains(_ scalar: UInt32) -> Bool {
    let index = firstRange(from: scalar)
    return index < ranges.count && ranges[index].lowerBound <= scalar
  }

  /// The place of the first range that ends at `scalar` or behind it.
  private func firstRange(from scalar: UInt32) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The first member of the range.
  func first(in range: ClosedRange<UInt32>) -> UInt32? {
    let index = firstRange(from: range.lowerBound)
    guard index < ranges.count, ranges[index].lowerBound <= range.upperBound else { return nil }
    return max(ranges[index].lowerBound, range.lowerBound)
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

  func isSubset(of other: ScalarSet) -> Bool {
    ranges.allSatisfy { range in
      let index = other.firstRange(from: range.upperBound)
      return index < other.ranges.count && other.ranges[index].lowerBound <= range.lowerBound
    }
  }

  func isDisjoint(with other: ScalarSet) -> Bool {
    if other.ranges.count < ranges.count { return other.isDisjoint(with: self) }
    return ranges.allSatisfy { other.first(in: $0) == nil }
  }

  /// A few numbers stand for all: sets of the same outline are rare, and large sets are many ranges.
  func hash(into hasher: inout Hasher) {
    hasher.combine(ranges.count)
    hasher.combine(ranges.first?.lowerBound)
    hasher.combine(ranges.last)
  }

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
