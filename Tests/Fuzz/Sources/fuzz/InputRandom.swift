/// The input as a source of choices, so that what the fuzzer changes changes the policies and messages
/// that the generators of the tests make: a byte for each small choice.
///
/// It takes the place of the tests' seeded generator, under its name. Behind the input's end choices
/// go on at random, from the number of bytes taken.
struct SeededRandom: RandomNumberGenerator {
  nonisolated(unsafe) private static var input: [UInt8] = []
  nonisolated(unsafe) private static var place = 0

  static func begin(_ bytes: UnsafeBufferPointer<UInt8>) {
    input = Array(bytes)
    place = 0
  }

  init(_ seed: UInt64) {}

  private static func byte() -> UInt8 {
    defer { place += 1 }
    if place < input.count { return input[place] }
    var z = UInt64(place) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    return UInt8(truncatingIfNeeded: z >> 32)
  }

  mutating func next() -> UInt64 {
    (0..<8).reduce(0) { number, _ in number << 8 | UInt64(Self.byte()) }
  }

  mutating func below(_ bound: Int) -> Int {
    bound <= 256 ? Int(Self.byte()) % bound : Int(next() % UInt64(bound))
  }

  /// True once in `n` times.
  mutating func once(in n: Int) -> Bool { below(n) == 0 }

  mutating func pick<C: RandomAccessCollection>(_ items: C) -> C.Element {
    items[items.index(items.startIndex, offsetBy: below(items.count))]
  }
}
