/// A list of plain values that is filled anew for each message: emptying it sets its count, and its
/// memory stays.
public struct PlainList<Value: Sendable>: Sendable {
  // Invariant: the first `count` of `values` are in the list, the others are left over.
  @usableFromInline var values: [Value] = []
  public private(set) var count = 0

  public init() {}

  @inline(__always)
  mutating func append(_ value: Value) {
    if count < values.count { values[count] = value } else { values.append(value) }
    count &+= 1
  }

  mutating func clear() { count = 0 }
}

extension PlainList: RandomAccessCollection {
  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { count }
  @inlinable public var indices: Range<Int> { 0..<count }

  @inlinable @inline(__always)
  public subscript(place: Int) -> Value {
    precondition(place < count, "a value is one of those in the list")
    return values[place]
  }
}
