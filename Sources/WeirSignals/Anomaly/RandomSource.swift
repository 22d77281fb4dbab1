/// A seeded generator whose numbers are the same on every machine.
///
/// xoshiro256** by Blackman and Vigna ("Scrambled linear pseudorandom number generators", 2021),
/// its state filled by SplitMix64 as its authors advise. Not for secrets.
public struct RandomSource: Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  public init(seed: UInt64) {
    var mixer = SplitMix64(state: seed)
    state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
  }

  /// A generator of its own for each number of a series. The seeds are mixed: those of series 7 and
  /// 8 have nothing in common, where adding seed and index would let them share all but one.
  public init(seed: UInt64, index: UInt64) {
    var outer = SplitMix64(state: seed)
    var inner = SplitMix64(state: index ^ 0x6A09_E667_F3BC_C909)
    self.init(seed: outer.next() ^ inner.next())
  }

  public mutating func next() -> UInt64 {
    let number = rotated(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 &<< 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotated(state.3, by: 45)
    return number
  }

  /// Uniform in 0..<bound, without bias (Lemire, "Fast random integer generation in an interval").
  public mutating func next(below bound: UInt64) -> UInt64 {
    precondition(bound > 0, "there is a number below the bound")
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let rejected = (0 &- bound) % bound
      while product.low < rejected { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }

  /// Uniform in 0..<1, in steps of 2⁻⁵³.
  public mutating func nextUnit() -> Double {
    Double(next() &>> 11) * 0x1p-53
  }
}

/// The generator that fills the state of others (Steele, Lea and Flood, 2014).
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed &>> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed &>> 31)
  }
}
