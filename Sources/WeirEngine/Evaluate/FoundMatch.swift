import WeirMatcher

/// Where a pattern was found in a text.
struct FoundMatch {
  /// The bytes of the text that caused the match.
  var range: Range<Int>
  /// The simplest view in which it is there.
  var view: View
  /// What stands there in that view, alive while the match is looked at.
  var value: TextBytes
  /// The place of that in the view's reading; the same as `range` in the view `raw`.
  var place: Range<Int>

  init(_ match: TextMatch, in text: TextBytes) {
    range = match.start..<match.end
    place = range
    view = .raw
    value = TextBytes(rebasing: text[range])
  }

  init(_ match: TextMatch, in reading: Reading, _ view: View) {
    place = match.start..<match.end
    range = reading.source(of: place)
    self.view = view
    value = TextBytes(rebasing: reading.bytes[place])
  }
}

/// Where one pattern was found in the views that were searched already, so that what is found again
/// in a deeper one is reported once. A match that reaches beyond those counts: it has more to hide.
struct SimplerMatches {
  private var ranges: [Range<Int>] = []
  /// By start; each ends at the largest end up to there.
  private var sorted: [Range<Int>] = []

  mutating func begin() {
    ranges.clear()
    sorted.clear()
  }

  /// Adds a match of the view that is being searched; it counts from the next view on.
  mutating func append(_ range: Range<Int>) { ranges.append(range) }

  /// Goes on to the next view.
  mutating func endView() {
    if sorted.count == ranges.count { return }
    sorted.clear()
    sorted.append(contentsOf: ranges)
    sorted.sort { $0.lowerBound < $1.lowerBound }
    var end = 0
    for place in sorted.indices {
      end = max(end, sorted[place].upperBound)
      sorted[place] = sorted[place].lowerBound..<end
    }
  }

  /// Whether a range lies wholly inside a match of a simpler view; binary search.
  func cover(_ range: Range<Int>) -> Bool {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].lowerBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low > 0 && sorted[low - 1].upperBound >= range.upperBound
  }
}
