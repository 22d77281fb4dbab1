/// How many bytes lie between two places of a match: at least and at most.
struct ByteSpan: Hashable, Sendable {
  var least: Int
  /// `nil` is without end.
  var most: Int?

  static let nothing = ByteSpan(least: 0, most: 0)
  static let anything = ByteSpan(least: 0, most: nil)

  /// Counts above this say no more than "without end".
  private static let cap = 1 << 20

  init(least: Int, most: Int?) {
    self.least = min(least, Self.cap)
    self.most = most.flatMap { $0 > Self.cap ? nil : $0 }
  }

  /// The bytes of one character of a set.
  init(_ set: ScalarSet) {
    guard let low = set.ranges.first?.lowerBound, let high = set.ranges.last?.upperBound else {
      self = .nothing
      return
    }
    self.init(least: Self.bytes(of: low), most: Self.bytes(of: high))
  }

  static func bytes(of scalar: UInt32) -> Int {
    switch scalar {
    case 0..<0x80: 1
    case 0x80..<0x800: 2
    case 0x800..<0x10000: 3
    default: 4
    }
  }

  static func + (left: ByteSpan, right: ByteSpan) -> ByteSpan {
    ByteSpan(least: left.least + right.least, most: sum(left.most, right.most))
  }

  private static func sum(_ left: Int?, _ right: Int?) -> Int? {
    guard let left, let right else { return nil }
    return left + right
  }

  /// One or the other.
  func union(_ other: ByteSpan) -> ByteSpan {
    guard let most, let otherMost = other.most else {
      return ByteSpan(least: min(least, other.least), most: nil)
    }
    return ByteSpan(least: min(least, other.least), most: max(most, otherMost))
  }

  /// This many times over, `max` of `nil` being without end.
  func repeated(_ min: Int, _ max: Int?) -> ByteSpan {
    let top: Int? = most == 0 ? 0 : most.flatMap { most in max.map { most * $0 } }
    return ByteSpan(least: least * min, most: top)
  }
}
