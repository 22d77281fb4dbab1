import WeirJSON
import WeirText

/// Where an edit happens, for what depends on it.
struct EditOrigin {
  var line: TextBytes
  /// The string, number or member name that is edited.
  var value: JSONValue
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

    /// Bytes that the original has more of.
    var growth: Int { original.count - range.count }
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
  /// most concealing. Linear but for sorting.
  mutating func apply(_ hits: [Hit], _ origin: EditOrigin) {
    let kept = KeptRanges(hits)
    for hit in hits where hit.target.edit == .keep { markKept(hit.range) }
    let wanted = hits.filter { $0.target.edit != .keep && !kept.cover($0) }
      .map { (range: widened($0.range), edit: $0.target.edit) }
      .sorted {
        ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
      }
    if !wanted.isEmpty { rebuild(Self.unions(wanted), origin) }
  }

  private mutating func markKept(_ range: Range<Int>) {
    for place in range where marks[place] == .open { marks[place] = .kept }
  }

  private static func unions(_ edits: [(range: Range<Int>, edit: EditKind)]) -> [(
    range: Range<Int>, edit: EditKind
  )] {
    var unions: [(range: Range<Int>, edit: EditKind)] = []
    for (range, edit) in edits {
      if let last = unions.last, range.lowerBound < last.range.upperBound {
        let end = max(last.range.upperBound, range.upperBound)
        unions[unions.count - 1] = (
          last.range.lowerBound..<end, edit.isMoreConcealing(than: last.edit) ? edit : last.edit
        )
      } else {
        unions.append((range, edit))
      }
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

  // MARK: - One round

  /// Copies the text with the edits in it, from left to right.
  private mutating func rebuild(
    _ edits: [(range: Range<Int>, edit: EditKind)], _ origin: EditOrigin
  ) {
    let old = self
    bytes.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    changes.removeAll(keepingCapacity: true)
    var copied = 0
    var change = 0
    // Where a place of the old text that no change holds lies in the original.
    var shift = 0
    var mapper = RawSpanMapper(origin.value, in: origin.line)
    for (range, edit) in edits {
      carryChanges(of: old, &change, endingBy: range.lowerBound, copied, &shift)
      copy(old, copied..<range.lowerBound)
      let originalStart = range.lowerBound + shift
      while change < old.changes.count, old.changes[change].range.upperBound <= range.upperBound,
        old.changes[change].range.lowerBound < range.upperBound
      {
        shift += old.changes[change].growth
        change += 1
      }
      let original = originalStart..<range.upperBound + shift
      append(old.bytes[range], edit, original, origin, &mapper)
      copied = range.upperBound
    }
    carryChanges(of: old, &change, endingBy: old.bytes.count, copied, &shift)
    copy(old, copied..<old.bytes.count)
  }

  /// Takes over the changes of the stretch that is copied next.
  private mutating func carryChanges(
    of old: EditedText, _ change: inout Int, endingBy end: Int, _ copied: Int, _ shift: inout Int
  ) {
    while change < old.changes.count, old.changes[change].range.upperBound <= end {
      let moved = old.changes[change]
      let offset = bytes.count - copied
      changes.append(
        Change(
          range: moved.range.lowerBound + offset..<moved.range.upperBound + offset,
          original: moved.original))
      shift += moved.growth
      change += 1
    }
  }

  private mutating func copy(_ old: EditedText, _ range: Range<Int>) {
    bytes.append(contentsOf: old.bytes[range])
    marks.append(contentsOf: old.marks[range])
  }

  private mutating func append(
    _ old: ArraySlice<UInt8>, _ edit: EditKind, _ original: Range<Int>, _ origin: EditOrigin,
    _ mapper: inout RawSpanMapper
  ) {
    let start = bytes.count
    old.withUnsafeBufferPointer { text in
      switch edit {
      case .mask(let keep): mask(text, keep: keep)
      case .remove, .keep: break
      case .replace(let text): appendEdited(Array(text.utf8))
      case .hash(let key): appendEdited(origin.concealer.hash(text, key: key))
      case .encrypt(let key):
        appendEdited(
          origin.concealer.encrypt(
            text, key: key, line: origin.line,
            span: origin.value.lineSpan(of: original, &mapper),
            at: Timestamp(microseconds: origin.now)))
      }
    }
    changes.append(Change(range: start..<bytes.count, original: original))
  }

  private mutating func appendEdited(_ new: [UInt8]) {
    bytes.append(contentsOf: new)
    marks.append(contentsOf: repeatElement(.edited, count: new.count))
  }

  /// Letters and digits become `*`, but the last `keep`, or none where that is over half.
  private mutating func mask(_ text: TextBytes, keep: Int) {
    let total = Self.letterAndDigitCount(text)
    var left = keep * 2 > total ? total : total - keep
    var place = 0
    while place < text.count {
      let scalar = UTF8Scanner.decode(at: place, in: text)
      let isHideable = Self.isLetterOrDigit(scalar.value)
      if isHideable && left > 0 {
        appendEdited([UInt8(ascii: "*")])
        left -= 1
      } else {
        bytes.append(contentsOf: text[place..<place + scalar.length])
        marks.append(
          contentsOf: repeatElement(isHideable ? .kept : .edited, count: scalar.length))
      }
      place += scalar.length
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

extension JSONValue {
  /// The bytes of the line behind a range of the value's text; ascending ranges take linear time
  /// together.
  func lineSpan(of range: Range<Int>, _ mapper: inout RawSpanMapper) -> Range<Int> {
    kind == .string
      ? mapper.rawSpan(ofDecoded: range) : start + range.lowerBound..<start + range.upperBound
  }
}
