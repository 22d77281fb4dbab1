/// The spellings of one scalar that differ only in Unicode simple case, as PCRE2 10.42 sees them:
/// `k`, `K` and U+212A KELVIN SIGN are one group. A test compares them all.
///
/// The spellings of a group form a ring:
///
///     scalars   … 4B 53 … 6B 73 … 17F … 212A …      in order
///     next      …  6B     212A          4B  …       as places in the row above
enum CaseVariants {
  static func of(_ scalar: UInt32) -> [UInt32] {
    var all = [scalar]
    forEachOther(of: scalar) { all.append($0) }
    return all
  }

  /// The other spellings of all scalars of a range; some more than once, some in the range.
  static func forEach(in range: ClosedRange<UInt32>, _ body: (UInt32) -> Void) {
    if range.upperBound < 0x80 {
      for scalar in range { forEachOther(of: scalar, body) }
      return
    }
    var place = rings.place(of: range.lowerBound)
    while place < rings.scalars.count, rings.scalars[place] <= range.upperBound {
      rings.forEachOther(at: place, body)
      place += 1
    }
  }

  /// Whether a scalar's group is the same whatever version of Unicode PCRE2 was made from, as that
  /// of a script which has had all its letters for long. Elsewhere a letter may still be given
  /// another case.
  static func isSettled(_ scalar: UInt32) -> Bool {
    isSettledItself(scalar) || of(scalar).contains(where: isSettledItself)
  }

  /// Whether the other spellings of a scalar are the same in any version of Unicode: its group is settled, or it
  /// has no case.
  static func isCertain(_ scalar: UInt32) -> Bool {
    isSettled(scalar) || Unicode.Scalar(scalar)?.properties.isCased != true
  }

  /// Latin as far as European languages and Vietnamese write it, Greek, Cyrillic, Armenian.
  private static let settled: [ClosedRange<UInt32>] = [
    0x41...0x5A, 0x61...0x7A, 0xC0...0x17F, 0x1CD...0x1DC, 0x218...0x21B, 0x386...0x3CE,
    0x400...0x52F, 0x531...0x586, 0x1E00...0x1EFF, 0x1F00...0x1FFC,
  ]

  private static func isSettledItself(_ scalar: UInt32) -> Bool {
    settled.contains { $0.contains(scalar) }
  }

  private static func forEachOther(of scalar: UInt32, _ body: (UInt32) -> Void) {
    if scalar < 0x80 { return forEachOther(ofASCII: scalar, body) }
    let place = rings.place(of: scalar)
    guard place < rings.scalars.count, rings.scalars[place] == scalar else { return }
    rings.forEachOther(at: place, body)
  }

  private static func forEachOther(ofASCII scalar: UInt32, _ body: (UInt32) -> Void) {
    let lower = scalar | 0x20
    guard (0x61...0x7A).contains(lower) else { return }
    body(scalar ^ 0x20)
    if lower == 0x6B { body(0x212A) }
    if lower == 0x73 { body(0x17F) }
  }

  private static let rings = Rings()

  private struct Rings {
    let scalars: [UInt32]
    private var next: [Int]

    init() {
      let links = CaseVariants.runs.flatMap { run in
        (0..<run.count).map { index in
          let from = run.first + index * run.step
          return (from: from, to: from + run.delta)
        }
      }
      scalars = Set(links.flatMap { [$0.from, $0.to] }).sorted()
      next = Array(scalars.indices)
      // Two rings that swap what follows in them are one.
      for (from, to) in links { next.swapAt(place(of: from), place(of: to)) }
    }

    /// Where a scalar stands, or would.
    func place(of scalar: UInt32) -> Int {
      var (low, high) = (0, scalars.count)
      while low < high {
        let middle = (low + high) / 2
        if scalars[middle] < scalar { low = middle + 1 } else { high = middle }
      }
      return low
    }

    func forEachOther(at place: Int, _ body: (UInt32) -> Void) {
      var other = next[place]
      while other != place {
        body(scalars[other])
        other = next[other]
      }
    }
  }
}
