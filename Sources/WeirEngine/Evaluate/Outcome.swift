/// What evaluating an expression gives: a value, nothing (for what may be absent), or failure, the
/// third value: a match limit hit, a text over its bound, an overflow, a full table.
enum Outcome<Value> {
  case value(Value)
  case absent
  case failed

  /// Applies a function to the value, if there is one.
  @inline(__always)
  func map<Other>(_ transform: (Value) -> Other) -> Outcome<Other> {
    switch self {
    case .value(let value): .value(transform(value))
    case .absent: .absent
    case .failed: .failed
    }
  }

  @inline(__always)
  func flatMap<Other>(_ transform: (Value) -> Outcome<Other>) -> Outcome<Other> {
    switch self {
    case .value(let value): transform(value)
    case .absent: .absent
    case .failed: .failed
    }
  }
}

extension Outcome where Value == Bool {
  @inline(__always) var isTrue: Bool {
    if case .value(true) = self { return true }
    return false
  }
}

extension Outcome: BitwiseCopyable where Value: BitwiseCopyable {}

extension Outcome: Equatable where Value: Equatable {}

/// Valid UTF-8 that stays in place until the next message: bytes of the line, of the arena or of
/// the program's constants.
public typealias TextBytes = UnsafeBufferPointer<UInt8>
