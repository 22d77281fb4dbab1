import WeirSignals

/// Random numbers for property tests, the same in each run.
extension RandomSource {
  mutating func number(in range: ClosedRange<Int64>) -> Int64 {
    let width = UInt64(bitPattern: range.upperBound &- range.lowerBound) &+ 1
    return range.lowerBound &+ Int64(bitPattern: width == 0 ? next() : next(below: width))
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int(next(below: UInt64(elements.count)))]
  }

  /// Numbers where arithmetic goes wrong.
  mutating func hostileNumber() -> Int64 {
    switch next(below: 4) {
    case 0: pick([Int64.min, .min + 1, -1, 0, 1, 59, 60, 61, .max - 1, .max])
    case 1: Int64(bitPattern: next())
    case 2: 1 << Int64(next(below: 63))
    default: number(in: -100...100)
    }
  }
}

func key(_ number: Int64) -> KeyHash {
  var hasher = KeyHasher(seed: (1, 2))
  hasher.add(integer: number)
  return hasher.finalize()
}
