/// A set of Unicode scalar values as sorted, separate, closed ranges.
struct ScalarSet: Hashable, Sendable {
  private(set) var ranges: [ClosedRange<UInt32>]

  static let scalarMax: UInt32 = 0x10FFFF
  static let empty = ScalarSet([])
  static let all = ScalarSet([0...scalarMax])

  init(_ ranges: [ClosedRange<UInt32>]) {
    self.ranges = Self.areSeparate(ranges) ? ranges : Self.merged(ranges)
  }

  private init(separate ranges: [ClosedRange<UInt32>]) { self.ranges = ranges }

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
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) { merged.extend(by: range) }
    return merged
  }

  init(_ scalar: UInt32) {
    self = scalar < 0x80 ? Self.ascii[Int(scalar)] : ScalarSet(separate: [scalar...scalar])
  }

  /// Most sets of most patterns are one of these, so that they share their memory.
  private static let ascii = (0..<0x80).map { ScalarSet(separate: [$0...$0]) }
  private static let asciiOfEitherCase = (0..<0x80).map { ascii[$0].closedUnderCase }

  var isEmpty: Bool { ranges.isEmpty }

  /// The only member, if there is just one.
  var single: UInt32? {
    ranges.count == 1 && ranges[0].lowerBound == ranges[0].upperBound ? ranges[0].lowerBound : nil
  }

  func contains(_ scalar: UInt32) -> Bool {
    let index = firstRange(from: scalar)
    return index < ranges.count && ranges[index].lowerBound <= scalar
  }

  /// Whether all of a range are members.
  func contains(_ range: ClosedRange<UInt32>) -> Bool {
    let index = firstRange(from: range.upperBound)
    return index < ranges.count && ranges[index].lowerBound <= range.lowerBound
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

  func union(_ other: ScalarSet) -> ScalarSet {
    if other.isEmpty { return self }
    if isEmpty { return other }
    var merged: [ClosedRange<UInt32>] = []
    merged.reserveCapacity(ranges.count + other.ranges.count)
    var (left, right) = (0, 0)
    while left < ranges.count || right < other.ranges.count {
      let takesLeft =
        right == other.ranges.count
        || (left < ranges.count && ranges[left].lowerBound < other.ranges[right].lowerBound)
      merged.extend(by: takesLeft ? ranges[left] : other.ranges[right])
      if takesLeft { left += 1 } else { right += 1 }
    }
    return ScalarSet(separate: merged)
  }

  var inverted: ScalarSet {
    var result: [ClosedRange<UInt32>] = []
    result.reserveCapacity(ranges.count + 1)
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= Self.scalarMax { result.append(next...Self.scalarMax) }
    return ScalarSet(separate: result)
  }

  func intersection(_ other: ScalarSet) -> ScalarSet {
    inverted.union(other.inverted).inverted
  }

  func isSubset(of other: ScalarSet) -> Bool {
    ranges.allSatisfy { other.contains($0) }
  }

  func isDisjoint(with other: ScalarSet) -> Bool {
    if other.ranges.count < ranges.count { return other.isDisjoint(with: self) }
    return ranges.allSatisfy { other.first(in: $0) == nil }
  }

  /// A few numbers stand for all: sets of the same outline are rare, and large sets are many ranges.
  func hash(into hasher: inout Hasher) {
    guard let first = ranges.first?.lowerBound, let last = ranges.last?.upperBound else { return }
    hasher.combine(UInt64(first) << 42 | UInt64(last) << 21 | UInt64(ranges.count))
  }

  /// With every other spelling in case of its members.
  var caseClosed: ScalarSet {
    if let single, single < 0x80 { return Self.asciiOfEitherCase[Int(single)] }
    return closedUnderCase
  }

  private var closedUnderCase: ScalarSet {
    var others: [ClosedRange<UInt32>] = []
    for range in ranges {
      CaseVariants.forEach(in: range) { if !contains($0) { others.append($0...$0) } }
    }
    return others.isEmpty ? self : union(ScalarSet(others))
  }
}

extension [ClosedRange<UInt32>] {
  /// Adds a range that begins no earlier than the last.
  fileprivate mutating func extend(by range: Element) {
    if let last, range.lowerBound <= last.upperBound &+ 1 {
      self[count - 1] = last.lowerBound...Swift.max(last.upperBound, range.upperBound)
    } else {
      append(range)
    }
  }
}
