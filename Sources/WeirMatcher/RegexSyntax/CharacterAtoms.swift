/// The smallest groups of characters that a pattern's classes tell apart.
///
/// Two characters in the same classes behave alike, so one stands for all of them.
struct CharacterAtoms {
  /// For each class the atoms in it, as bits.
  private(set) var atomsOf: [[UInt64]]
  /// For each atom a character, as readable as there is.
  private(set) var sample: [Unicode.Scalar] = []

  init(_ classes: [ScalarSet]) {
    var events: [(at: UInt32, set: Int)] = [(0, -1)]
    for (index, set) in classes.enumerated() {
      for range in set.ranges {
        events.append((range.lowerBound, index))
        events.append((range.upperBound + 1, index))
      }
    }
    events.sort { $0.at < $1.at }
    var active = [UInt64](repeating: 0, count: (classes.count + 63) / 64)
    var atoms: [[UInt64]: Int] = [:]
    atomsOf = []
    var signatures: [[UInt64]] = []
    for (index, event) in events.enumerated() {
      // A border turns its class on, and the border after its last member turns it off.
      if event.set >= 0 { active[event.set / 64] ^= 1 << UInt64(event.set % 64) }
      let end = index + 1 < events.count ? events[index + 1].at : ScalarSet.scalarMax + 1
      guard event.at < end else { continue }
      let candidate = Self.readable(event.at...(end - 1))
      if let atom = atoms[active] {
        if Self.rank(candidate) < Self.rank(sample[atom]) { sample[atom] = candidate }
      } else {
        atoms[active] = signatures.count
        signatures.append(active)
        sample.append(candidate)
      }
    }
    // The most readable first, as a search takes the first that fits.
    let order = signatures.indices.sorted {
      (Self.rank(sample[$0]), sample[$0]) < (Self.rank(sample[$1]), sample[$1])
    }
    signatures = order.map { signatures[$0] }
    sample = order.map { sample[$0] }
    let words = (signatures.count + 63) / 64
    atomsOf = classes.indices.map { set in
      var bits = [UInt64](repeating: 0, count: words)
      for (atom, signature) in signatures.enumerated()
      where signature[set / 64] >> UInt64(set % 64) & 1 == 1 {
        bits[atom / 64] |= 1 << UInt64(atom % 64)
      }
      return bits
    }
  }

  /// An atom that lies in all the classes, or `nil` when they have nothing in common.
  func common(_ first: Int, _ second: Int, _ third: Int) -> Int? {
    for word in atomsOf[first].indices {
      let bits = atomsOf[first][word] & atomsOf[second][word] & atomsOf[third][word]
      if bits != 0 { return word * 64 + bits.trailingZeroBitCount }
    }
    return nil
  }

  private static let preferred: [ClosedRange<UInt32>] = [
    0x61...0x7A, 0x30...0x39, 0x41...0x5A, 0x21...0x7E, 0x20...0x20, 0xE0...0xFF,
  ]

  private static func readable(_ range: ClosedRange<UInt32>) -> Unicode.Scalar {
    for wish in preferred where wish.overlaps(range) {
      if let scalar = Unicode.Scalar(range.clamped(to: wish).lowerBound) { return scalar }
    }
    return Unicode.Scalar(range.lowerBound) ?? "\u{FFFD}"
  }

  private static func rank(_ scalar: Unicode.Scalar) -> Int {
    preferred.firstIndex { $0.contains(scalar.value) } ?? preferred.count
  }
}
