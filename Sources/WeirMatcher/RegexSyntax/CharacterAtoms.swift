/// The smallest groups of characters that a pattern's classes tell apart.
///
/// Two characters in the same classes behave alike, so one stands for all of them.
struct CharacterAtoms {
  /// For each class the atoms in it, as bits.
  private(set) var atomsOf: [[UInt64]]
  /// For each atom the classes that hold it, as bits.
  private(set) var classesOf: [[UInt64]] = []
  /// For each atom a character, as readable as there is.
  private(set) var sample: [Unicode.Scalar] = []

  init(_ classes: [ScalarSet]) {
    var partition = Partition(classes.count)
    for (index, set) in classes.enumerated() {
      let (cells, borders) = AlphabetCells.described(set)
      partition.add(index, cells, borders)
    }
    partition.cut()
    // The most readable first, as a search takes the first that fits.
    let samples = partition.samples
    let ranked = samples.indices.map { (rank: Self.rank(samples[$0]), place: $0) }.sorted {
      ($0.rank, samples[$0.place], $0.place) < ($1.rank, samples[$1.place], $1.place)
    }
    let order = ranked.map { $0.place }
    sample = order.map { samples[$0] }
    classesOf = order.map { partition.signatures[$0] }
    let words = (order.count + 63) / 64
    atomsOf = [[UInt64]](repeating: [UInt64](repeating: 0, count: words), count: classes.count)
    for (atom, place) in order.enumerated() {
      for (word, bits) in partition.signatures[place].enumerated() {
        var left = bits
        while left != 0 {
          atomsOf[word * 64 + left.trailingZeroBitCount][atom / 64] |= 1 << UInt64(atom % 64)
          left &= left - 1
        }
      }
    }
  }

  /// Cuts the alphabet at every border of a class. Each piece has a signature: the classes that
  /// it lies in, as bits. Pieces with one signature are one atom.
  private struct Partition {
    private var events: [(at: UInt32, set: Int)] = []
    /// For each cell the classes that hold it whole, before their borders flip them.
    private var whole: [[UInt64]]
    private var flipped: [UInt64]
    private(set) var signatures: [[UInt64]] = []
    private(set) var samples: [Unicode.Scalar] = []
    private var places: [[UInt64]: Int] = [:]

    init(_ count: Int) {
      flipped = [UInt64](repeating: 0, count: (count + 63) / 64)
      whole = AlphabetCells.cells.map { _ in [UInt64](repeating: 0, count: (count + 63) / 64) }
    }

    mutating func add(_ set: Int, _ cells: Int, _ borders: [UInt32]) {
      for border in borders { events.append((border, set)) }
      for cell in whole.indices where cells >> cell & 1 == 1 {
        whole[cell][set / 64] |= 1 << UInt64(set % 64)
      }
    }

    mutating func cut() {
      events.sort { $0.at < $1.at }
      var start: UInt32 = 0
      for event in events {
        if event.at > start {
          piece(start...(event.at - 1))
          start = event.at
        }
        flipped[event.set / 64] ^= 1 << UInt64(event.set % 64)
      }
      if start <= ScalarSet.scalarMax { piece(start...ScalarSet.scalarMax) }
    }

    private mutating func piece(_ range: ClosedRange<UInt32>) {
      for (cell, set) in AlphabetCells.cells.enumerated() {
        guard let candidate = CharacterAtoms.readable(range, set) else { continue }
        var signature = whole[cell]
        for word in signature.indices { signature[word] ^= flipped[word] }
        add(candidate, signature)
        if range.count == 1 { return }
      }
    }

    private mutating func add(_ candidate: Unicode.Scalar, _ signature: [UInt64]) {
      if let place = places[signature] {
        let isBetter = CharacterAtoms.rank(candidate) < CharacterAtoms.rank(samples[place])
        if isBetter { samples[place] = candidate }
      } else {
        places[signature] = signatures.count
        signatures.append(signature)
        samples.append(candidate)
      }
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

  /// The most readable character that the range and the cell share.
  private static func readable(
    _ range: ClosedRange<UInt32>, _ cell: ScalarSet
  ) -> Unicode.Scalar? {
    guard let first = cell.first(in: range) else { return nil }
    for wish in preferred where wish.overlaps(range) {
      if let wished = cell.first(in: range.clamped(to: wish)) { return Unicode.Scalar(wished) }
    }
    return Unicode.Scalar(first) ?? "\u{FFFD}"
  }

  private static func rank(_ scalar: Unicode.Scalar) -> Int {
    preferred.firstIndex { $0.contains(scalar.value) } ?? preferred.count
  }
}
