import Testing

@testable import WeirMatcher

@Suite struct ScalarSetTests {
  private static let universe: ClosedRange<UInt32> = 0...40

  private func random(_ generator: inout SplitMix) -> ScalarSet {
    ScalarSet(
      (0..<Int(generator.next() % 5)).map { _ in
        let start = UInt32(generator.next() % 36)
        return start...(start + UInt32(generator.next() % 5))
      })
  }

  @Test func `the algebra of sets agrees with sets of single numbers`() {
    var generator = SplitMix(seed: 3)
    for _ in 0..<400 {
      let (a, b) = (random(&generator), random(&generator))
      let (x, y) = (Set(a.ranges.joined()), Set(b.ranges.joined()))
      #expect(Self.universe.allSatisfy { a.contains($0) == x.contains($0) })
      #expect(Set(a.union(b).ranges.joined()) == x.union(y))
      #expect(Set(a.intersection(b).ranges.joined()) == x.intersection(y))
      #expect(a.isSubset(of: b) == x.isSubset(of: y))
      #expect(a.isDisjoint(with: b) == x.isDisjoint(with: y))
      #expect(a.inverted.inverted == a)
      #expect((a == b) == (x == y))
      let part: ClosedRange<UInt32> = 7...21
      #expect(a.first(in: part) == x.filter(part.contains).min())
    }
  }

  @Test func `neighbouring ranges are one`() {
    #expect(ScalarSet([1...2, 3...4]).ranges == [1...4])
    #expect(ScalarSet([5...9, 1...6]).ranges == [1...9])
  }

  @Test func `atoms are the classes' smallest common parts`() {
    let classes = [
      UnicodeCategories.word, UnicodeCategories.space.inverted, ScalarSet(0x61),
      UnicodeCategories.word.union(ScalarSet([0x2D...0x2E])),
      UnicodeCategories.digit.inverted, ScalarSet([0x41...0x5A, 0x430...0x44F]),
      UnicodeCategories.named("Lu") ?? .empty, RegexSets.notNewline, .all, .empty,
    ]
    let atoms = CharacterAtoms(classes)
    #expect(Set(atoms.sample).count == atoms.sample.count)
    for (index, set) in classes.enumerated() {
      for (atom, sample) in atoms.sample.enumerated() {
        let isInside = atoms.atomsOf[index][atom / 64] >> UInt64(atom % 64) & 1 == 1
        #expect(isInside == set.contains(sample.value), "\(index) \(sample)")
      }
    }
    // Whatever the classes tell apart has an atom of its own.
    let signatures = Set(atoms.sample.map { sample in classes.map { $0.contains(sample.value) } })
    for value in stride(from: UInt32(0), through: 0xFFFF, by: 7) where Unicode.Scalar(value) != nil
    {
      #expect(signatures.contains(classes.map { $0.contains(value) }))
    }
    #expect(signatures.count == atoms.sample.count)
  }

  @Test func `the cells are separate and together everything`() {
    var seen = ScalarSet.empty
    for cell in AlphabetCells.cells {
      #expect(seen.isDisjoint(with: cell))
      seen = seen.union(cell)
    }
    #expect(seen == .all)
  }

  @Test func `a large set is some cells and few borders`() {
    let names = UnicodeCategories.word.union(ScalarSet([0x2D...0x2E]))
    #expect(AlphabetCells.described(names).cells == 0b0011)
    #expect(AlphabetCells.described(names).borders == [0x2D, 0x2F])
    #expect(AlphabetCells.described(UnicodeCategories.space.inverted).borders.isEmpty)
  }
}
