/// A text while it is being redacted: its bytes, and for every byte where it comes from.
///
/// ```
/// original   c a r d   4 1 1 1 - 1 1 1 1
/// bytes      c a r d   * * * * - 1 1 1 1
/// marks      o o o o o e e e e e k k k k      open, edited, kept
/// changes              [---------------)      original 5..<14
/// ```
struct EditedText {
  enum Mark: UInt8 {
    /// As it came, and nobody has spoken for it.
    case open
    /// Put there by an edit.
    case edited
    /// As it came, because `keep` or `mask keep` says so.
    case kept
  }

  struct Change {
    /// In the edited text.
    var range: Range<Int>
    /// The same place in the original.
    var original: Range<Int>

    /// Bytes that the original has more of.
    var growth: Int { original.count - range.count }
  }

  var bytes: [UInt8]
  var marks: [Mark]
  /// In order and disjoint.
  var changes: [Change] = []

  init(_ text: TextBytes) {
    bytes = Array(text)
    marks = Array(repeating: .open, count: text.count)
  }

  func hasOpenOriginal(_ range: Range<Int>) -> Bool { marks[range].contains(.open) }

  /// Carries out the edits of one round. Overlapping edits become one over their union, done by the
  /// most concealing. Linear but for sorting.
  mutating func apply(_ hits: [Hit], _ origin: EditOrigin) {
    let kept = KeptRanges(hits)
    for hit in hits where hit.target.edit == .keep { markKept(hit.range) }
    let wanted = hits.filter { $0.target.edit != .keep && !kept.cover($0) }
      .map { wish(of: $0) }
      .sorted { $0.isBefore($1) }
    if !wanted.isEmpty { rebuild(Self.unions(wanted), origin) }
  }

  /// One edit of a round.
  struct Wish {
    var range: Range<Int>
    var edit: EditKind
    /// Where the range is that of one disguised match: what stands there in its view.
    var disguised: [UInt8]?

    /// By place; what stands in one place is ordered by what it says, so that the order of policies
    /// changes nothing.
    func isBefore(_ other: Wish) -> Bool {
      if range.lowerBound != other.range.lowerBound {
        return range.lowerBound < other.range.lowerBound
      }
      if range.upperBound != other.range.upperBound {
        return range.upperBound < other.range.upperBound
      }
      return (disguised ?? []).lexicographicallyPrecedes(other.disguised ?? [])
    }
  }

  private func wish(of hit: Hit) -> Wish {
    let range = widened(hit.range)
    return Wish(range: range, edit: hit.edit, disguised: range == hit.range ? hit.disguised : nil)
  }

  private mutating func markKept(_ range: Range<Int>) {
    for place in range where marks[place] == .open { marks[place] = .kept }
  }

  private static func unions(_ wishes: [Wish]) -> [Wish] {
    var unions: [Wish] = []
    // Bytes of the match whose edit the last union has.
    var bytes = 0
    for wish in wishes {
      guard let last = unions.last, wish.range.lowerBound < last.range.upperBound else {
        unions.append(wish)
        bytes = wish.range.count
        continue
      }
      let isChosen = wish.edit.isChosen(wish.range.count, over: last.edit, bytes)
      if isChosen { bytes = wish.range.count }
      let end = max(last.range.upperBound, wish.range.upperBound)
      var union = isChosen ? wish : last
      let range = last.range.lowerBound..<end
      if union.range != range { union.disguised = nil }
      union.range = range
      unions[unions.count - 1] = union
    }
    return unions
  }

  /// An edit that cuts into an earlier one takes all of it: half a token is no token.
  private func widened(_ range: Range<Int>) -> Range<Int> {
    let first = firstChange(endingAfter: range.lowerBound)
    let last = firstChange(endingAfter: range.upperBound - 1)
    let lower = first < changes.count ? changes[first].range.lowerBound : range.lowerBound
    var upper = range.upperBound
    if last < changes.count, changes[last].range.lowerBound < range.upperBound {
      upper = max(upper, changes[last].range.upperBound)
    }
    return min(range.lowerBound, lower)..<upper
  }

  /// The place in `changes` of the first that ends behind an offset; binary search.
  private func firstChange(endingAfter offset: Int) -> Int {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].range.upperBound > offset { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
