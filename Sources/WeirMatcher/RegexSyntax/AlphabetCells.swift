/// The alphabet cut once into a few cells, so that large sets are written shortly.
///
/// `\w` under Unicode has some seven hundred ranges, and most classes of patterns are `\w`, `\d`,
/// `\s` or their opposites with a few characters more or less. Such a set is some whole cells,
/// and the borders at which it differs from them:
///
///     [\w.-]  =  digits + other word characters, flipped at  -  .  /
enum AlphabetCells {
  /// Separate, and together everything.
  static let cells: [ScalarSet] = {
    let (word, digit) = (UnicodeCategories.word, UnicodeCategories.digit)
    let space = UnicodeCategories.space
    return [
      digit, word.intersection(digit.inverted), space, word.union(space).inverted,
    ]
  }()

  /// A member of each cell beyond the scripts that patterns name: it tells what a set most likely
  /// holds of the cell. The answer needn't be right, as the borders make up for it.
  private static let samples: [UInt32] = [0xFF15, 0x4E2D, 0x2003, 0x2190]

  /// The borders of each union of cells, by the cells as bits.
  private static let borders: [[UInt32]] = (0..<1 << cells.count).map { mask in
    var borders: [UInt32] = []
    for (index, cell) in cells.enumerated() where mask >> index & 1 == 1 {
      borders = differing(borders, cell.borders)
    }
    return borders
  }

  /// The classes that patterns name most, which are nothing but cells.
  private static let unions: [(ScalarSet, Int)] = [
    (UnicodeCategories.word, 0b0011), (UnicodeCategories.notWord, 0b1100),
    (UnicodeCategories.space, 0b0100), (UnicodeCategories.notSpace, 0b1011),
    (UnicodeCategories.digit, 0b0001), (UnicodeCategories.notDigit, 0b1110),
  ]

  /// Whole cells as bits, and the borders at which the set differs from them.
  static func described(_ set: ScalarSet) -> (cells: Int, borders: [UInt32]) {
    guard set.ranges.count > 8 else { return (0, set.borders) }
    for (union, mask) in unions where union == set { return (mask, []) }
    var mask = 0
    for (index, sample) in samples.enumerated() where set.contains(sample) { mask |= 1 << index }
    return (mask, differing(set.borders, borders[mask]))
  }

  /// What is in one of two sorted lists and not in both.
  private static func differing(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    var found: [UInt32] = []
    var (l, r) = (0, 0)
    while l < left.count || r < right.count {
      if r == right.count || (l < left.count && left[l] < right[r]) {
        found.append(left[l])
        l += 1
      } else if l == left.count || right[r] < left[l] {
        found.append(right[r])
        r += 1
      } else {
        (l, r) = (l + 1, r + 1)
      }
    }
    return found
  }
}

extension ScalarSet {
  /// Where membership changes, from the first scalar on.
  fileprivate var borders: [UInt32] {
    var borders: [UInt32] = []
    borders.reserveCapacity(2 * ranges.count)
    for range in ranges {
      borders.append(range.lowerBound)
      borders.append(range.upperBound + 1)
    }
    return borders
  }
}
