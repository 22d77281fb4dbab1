import WeirMatcher

/// One match of one line of a redact policy, by byte range of a leaf's text.
struct Hit {
  var block: Int
  var target: RedactionTarget
  var range: Range<Int>
  /// The place in what its view reads.
  var reading: Range<Int>
  var view: View
  /// Where a deeper view than `raw` showed the match: what stands there in that view.
  var disguised: [UInt8]?
  /// Whether it only goes on with what began in a string before it.
  var isContinued = false
  /// Whether it has a finding of its own.
  var isReported = true

  /// What is to be done to it.
  var edit: EditKind {
    if isContinued { return target.edit.ofContinued }
    return disguised == nil ? target.edit : target.edit.ofDisguised
  }
}

/// What `keep` found, ready to be asked: it cancels only matches of its own policy that lie wholly
/// inside its own.
struct KeptRanges {
  /// By block, starts ascending; each end is the largest up to there.
  private var ranges: [Int: [(start: Int, end: Int)]] = [:]

  init(_ hits: [Hit]) {
    for hit in hits where hit.target.edit == .keep {
      ranges[hit.block, default: []].append((hit.range.lowerBound, hit.range.upperBound))
    }
    for (block, found) in ranges {
      var end = 0
      ranges[block] = found.sorted { $0.start < $1.start }.map { range in
        end = max(end, range.end)
        return (range.start, end)
      }
    }
  }

  /// Whether a match lies wholly inside one of them; binary search.
  func cover(_ hit: Hit) -> Bool {
    guard let found = ranges[hit.block] else { return false }
    var low = 0
    var high = found.count
    while low < high {
      let middle = (low + high) / 2
      if found[middle].start <= hit.range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low > 0 && found[low - 1].end >= hit.range.upperBound
  }
}
