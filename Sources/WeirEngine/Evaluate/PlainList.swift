/// A list of plain values that is filled anew for each message: emptying it sets its count, and its
/// memory stays.
struct PlainList<Value: Sendable>: Sendable {
  private var values: [Value] = []
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }
  var indices: Range<Int> { 0..<count }

  subscript(place: Int) -> Value {
    precondition(place < count, "a value is one of those in the list")
    return values[place]
  }

  mutating func append(_ value: Value) {
    if count < values.count { values[count] = value } else { values.append(value) }
    count += 1
  }

  mutating func clear() { count = 0 }
}
