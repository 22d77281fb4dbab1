/// A fixed number of values that change in place, for one thread.
///
/// Unlike an array it is never copied, so no write has to ask whether somebody else holds it. The
/// values are plain: nothing is to be done when one is overwritten or forgotten.
final class Slots<Value: BitwiseCopyable> {
  private let base: UnsafeMutablePointer<Value>
  let count: Int

  init(repeating value: Value, count: Int) {
    self.count = count
    base = .allocate(capacity: max(1, count))
    base.initialize(repeating: value, count: count)
  }

  deinit { base.deallocate() }

  var indices: Range<Int> { 0..<count }

  @inline(__always)
  subscript(place: Int) -> Value {
    get {
      precondition(place >= 0 && place < count, "a slot is one of those there are")
      return base[place]
    }
    set {
      precondition(place >= 0 && place < count, "a slot is one of those there are")
      base[place] = newValue
    }
  }

  /// The first values, as they stand; valid while the slots are.
  func first(_ length: Int) -> UnsafeBufferPointer<Value> {
    UnsafeBufferPointer(start: base, count: min(length, count))
  }

  @inline(__always)
  func fill(_ value: Value) {
    if count > 0 { base.update(repeating: value, count: count) }
  }
}
