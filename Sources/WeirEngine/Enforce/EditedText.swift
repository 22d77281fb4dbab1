import WeirText

/// Where an edit happens, for what depends on it.
struct EditOrigin {
  var line: TextBytes
  /// Start of the value in the line.
  var base: Int
  var concealer: any Concealer
  var now: Int64
}

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
  }

  private(set) var bytes: [UInt8]
  private(set) var marks: [Mark]
  /// In order and disjoint.
  private(set) var changes: [Change] = []

  init(_ text: TextBytes) {
    bytes = Array(text)
    marks = Array(repeating: .open, count: text.count)
  }

  func hasOpenOriginal(_ range: Range<Int>) -> Bool { marks[range].contains(.open) }

  /// Carries out the edits of one round. Overlapping edits become one over their union, done by the
  /// most concealing.
  mutating func apply(_ hits: [Hit], _ origin: EditOrigin) {
    let kept = Hit.keptRanges(hits)
    for hit in kept { markKept(hit.range) }
    let wanted =
      hits.filter { $0.target.edit != .keep && !$0.isKept(by: kept) }
      .sorted {
        ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
      }
    // From the end, so that ranges in front stay true.
    for union in Self.unions(wanted).reversed() { replace(union.range, union.edit, origin) }
  }

  private mutating func markKept(_ range: Range<Int>) {
    for place in range where marks[place] == .open { marks[place] = .kept }
  }

  private static func unions(_ hits: [Hit]) -> [(range: Range<Int>, edit: EditKind)] {
    var unions: [(range: Range<Int>, edit: EditKind)] = []
    for hit in hits {
      if let last = unions.last, hit.range.lowerBound < last.range.upperBound {
        let edit = hit.target.edit.isMoreConcealing(than: last.edit) ? hit.target.edit : last.edit
        let end = max(last.range.upperBound, hit.range.upperBound)
        unions[unions.count - 1] = (last.range.lowerBound..<end, edit)
      } else {
        unions.append((hit.range, hit.target.edit))
      }
    }
    return unions
  }

  // MARK: - One edit

  private mutating func replace(_ range: Range<Int>, _ edit: EditKind, _ origin: EditOrigin) {
    let whole = widened(range)
    let original = originalRange(whole)
    let (new, newMarks) = replacement(of: whole, edit, original, origin)
    bytes.replaceSubrange(whole, with: new)
    marks.replaceSubrange(whole, with: newMarks)
    let shift = new.count - whole.count
    let left = changes.filter { !Self.takes(whole, $0) }
    changes = left.filter { $0.range.lowerBound < whole.lowerBound }
    changes.append(
      Change(range: whole.lowerBound..<whole.lowerBound + new.count, original: original))
    for change in left where change.range.lowerBound >= whole.lowerBound {
      let moved = change.range.lowerBound + shift..<change.range.upperBound + shift
      changes.append(Change(range: moved, original: change.original))
    }
  }

  /// An edit that cuts into an earlier one, or touches a place where something was removed, takes
  /// all of it.
  private func widened(_ range: Range<Int>) -> Range<Int> {
    var range = range
    for change in changes where Self.takes(range, change) {
      range =
        min(
          range.lowerBound, change.range.lowerBound)..<max(
          range.upperBound, change.range.upperBound)
    }
    return range
  }

  private static func takes(_ range: Range<Int>, _ change: Change) -> Bool {
    if change.range.isEmpty {
      return range.lowerBound <= change.range.lowerBound
        && change.range.lowerBound <= range.upperBound
    }
    return change.range.overlaps(range)
  }

  /// The original place of a range that cuts into no change.
  private func originalRange(_ range: Range<Int>) -> Range<Int> {
    var before = 0
    var inside = 0
    for change in changes {
      let growth = change.original.count - change.range.count
      if Self.takes(range, change) {
        inside += growth
      } else if change.range.upperBound <= range.lowerBound {
        before += growth
      }
    }
    return range.lowerBound + before..<range.upperBound + before + inside
  }

  private func replacement(
    of range: Range<Int>, _ edit: EditKind, _ original: Range<Int>, _ origin: EditOrigin
  ) -> ([UInt8], [Mark]) {
    switch edit {
    case .mask(let keep): return masked(range, keep: keep)
    case .remove, .keep: return ([], [])
    case .replace(let text): return Self.edited(Array(text.utf8))
    case .hash(let key):
      return Self.edited(
        bytes[range].withUnsafeBufferPointer { origin.concealer.hash($0, key: key) })
    case .encrypt(let key):
      let span = origin.base + original.lowerBound..<origin.base + original.upperBound
      return Self.edited(
        bytes[range].withUnsafeBufferPointer {
          origin.concealer.encrypt(
            $0, key: key, line: origin.line, span: span,
            at: Timestamp(microseconds: origin.now))
        })
    }
  }

  private static func edited(_ new: [UInt8]) -> ([UInt8], [Mark]) {
    (new, Array(repeating: .edited, count: new.count))
  }

  /// Letters and digits become `*`, but the last `keep`, or none where that is over half.
  private func masked(_ range: Range<Int>, keep: Int) -> ([UInt8], [Mark]) {
    bytes[range].withUnsafeBufferPointer { text in
      let total = Self.letterAndDigitCount(text)
      var left = keep * 2 > total ? total : total - keep
      var new: [UInt8] = []
      var newMarks: [Mark] = []
      var place = 0
      while place < text.count {
        let scalar = UTF8Scanner.decode(at: place, in: text)
        if Self.isLetterOrDigit(scalar.value) && left > 0 {
          new.append(UInt8(ascii: "*"))
          newMarks.append(.edited)
          left -= 1
        } else {
          new.append(contentsOf: text[place..<place + scalar.length])
          let mark: Mark = left == 0 && Self.isLetterOrDigit(scalar.value) ? .kept : .edited
          newMarks.append(contentsOf: repeatElement(mark, count: scalar.length))
        }
        place += scalar.length
      }
      return (new, newMarks)
    }
  }

  private static func letterAndDigitCount(_ text: TextBytes) -> Int {
    var count = 0
    var place = 0
    while place < text.count {
      let scalar = UTF8Scanner.decode(at: place, in: text)
      if isLetterOrDigit(scalar.value) { count += 1 }
      place += scalar.length
    }
    return count
  }

  private static func isLetterOrDigit(_ scalar: UInt32) -> Bool {
    switch ScalarClass(scalar) {
    case .upper, .letter, .digit: true
    case .other, .symbol, .invisible, .selector, .space: false
    }
  }
}
