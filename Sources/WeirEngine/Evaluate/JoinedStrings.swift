import WeirJSON
import WeirText

/// The strings of one value, one behind the other, to find what was split over them.
///
/// ```
/// value     ["ignore prev", {"a": "ious rules"}]
/// text      ignore previous rules                   nothing between them; then again with a space
/// parts     [----0----][---1---]
/// ```
///
/// A long string is read at its ends only, as it shows alone what lies between them. There one text ends
/// and the next begins, and so they do where a text has become long:
///
/// ```
/// strings   a   b b b b b b b b b   c   d
/// texts     a b b             b b c d
/// ```
struct JoinedStrings {
  private var bytes: [UInt8] = []
  private var parts: [Part] = []

  private struct Part {
    var value: JSONValue
    /// In the joined text; never empty.
    var range: Range<Int>
    /// Of its first byte in the string's text.
    var offset: Int
  }

  /// Bytes of a string that lie in one of its pieces.
  struct Piece {
    var value: JSONValue
    var range: Range<Int>
  }

  /// What stands between the strings, each time anew.
  static let separators: [[UInt8]] = [[], [UInt8(ascii: " ")]]
  /// Bytes of either end of a long string, and of a text to which no more strings are added.
  static let endBytes = 4_096
  private static let textBytes = 65_536

  /// Gives texts in which some strings stand one behind the other; none for a single one. Linear.
  mutating func forEachText(
    of strings: [JSONValue], between separator: [UInt8], _ frame: inout Frame,
    _ body: (inout Frame, TextBytes, JoinedStrings) -> Void
  ) {
    clear()
    for string in strings {
      let mark = frame.scratch.mark
      defer { frame.scratch.release(to: mark) }
      let text = frame.leafText(string)
      if text.isEmpty { continue }
      if bytes.count < Self.textBytes, text.count <= 2 * Self.endBytes {
        append(string, text, 0..<text.count, separator)
        continue
      }
      append(string, text, 0..<text.characterStart(before: Self.endBytes), separator)
      give(&frame, body)
      clear()
      let tail = max(0, text.count - Self.endBytes)
      append(string, text, text.characterStart(before: tail)..<text.count, separator)
    }
    give(&frame, body)
  }

  private mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    parts.removeAll(keepingCapacity: true)
  }

  private mutating func append(
    _ string: JSONValue, _ text: TextBytes, _ range: Range<Int>, _ separator: [UInt8]
  ) {
    if !parts.isEmpty { bytes += separator }
    let start = bytes.count
    bytes += text[range]
    parts.append(Part(value: string, range: start..<bytes.count, offset: range.lowerBound))
  }

  private func give(
    _ frame: inout Frame, _ body: (inout Frame, TextBytes, JoinedStrings) -> Void
  ) {
    if parts.count > 1 { bytes.withUnsafeBufferPointer { body(&frame, $0, self) } }
  }

  /// The pieces of strings that a range of the text is made of; none where it touches one string
  /// only, since that shows it alone.
  func pieces(of range: Range<Int>) -> [Piece] {
    let first = count { $0.upperBound <= range.lowerBound }
    let end = count { $0.lowerBound < range.upperBound }
    guard first + 1 < end else { return [] }
    return parts[first..<end].map { part in
      let common = part.range.clamped(to: range)
      let start = common.lowerBound - part.range.lowerBound + part.offset
      return Piece(value: part.value, range: start..<start + common.count)
    }
  }

  /// How many parts come before a place; binary search.
  private func count(_ isBefore: (Range<Int>) -> Bool) -> Int {
    var low = 0
    var high = parts.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(parts[middle].range) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension TextBytes {
  /// The start of the character that holds a place, or the end.
  fileprivate func characterStart(before place: Int) -> Int {
    var start = Swift.min(place, count)
    while start > 0, start < count, self[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }
}

/// A match that stands across several strings of a value.
struct SplitMatch {
  var pattern: Int
  /// Two or more, in the order of the line.
  var pieces: [JoinedStrings.Piece]
  var match: FoundMatch

  /// Where it begins. With and without a space between the strings, the same is found there.
  struct Place: Hashable {
    var pattern: Int
    /// Of the string in the line, and of the match in the string.
    var string: Int
    var start: Int
  }

  var place: Place {
    Place(
      pattern: pattern, string: pieces[0].value.start, start: pieces[0].range.lowerBound)
  }
}

extension Frame {
  /// Gives the matches that stand across the strings of a value, of those patterns of a group that
  /// have `view decoded`, until `body` says false.
  mutating func searchAcross(
    _ value: JSONValue, group: Int, _ body: (inout Frame, SplitMatch) -> Bool
  ) -> SearchEnding {
    let strings = leaves(of: value).filter { $0.kind == .string }
    guard strings.count > 1 else { return .complete }
    var joined = JoinedStrings()
    var ending = SearchEnding.complete
    for separator in JoinedStrings.separators where ending != .stopped {
      joined.forEachText(of: strings, between: separator, &self) { frame, text, joined in
        if ending == .stopped { return }
        let ended = frame.search(text, joined, group: group, body)
        if ended != .complete { ending = ended }
      }
    }
    return ending
  }

  private mutating func search(
    _ text: TextBytes, _ joined: JoinedStrings, group: Int,
    _ body: (inout Frame, SplitMatch) -> Bool
  ) -> SearchEnding {
    return withReadings(of: text) { frame, readings in
      var ending = SearchEnding.complete
      for pattern in PossiblePatterns(readings, to: .decoded, frame.program)
      where frame.program.reads(pattern, .decoded)
        && frame.program.patternGroups.row(group, holds: pattern)
      {
        var wantsMore = true
        let isDecided = frame.forEachMatch(of: pattern, in: text, readings) { frame, match in
          guard wantsMore else { return }
          let pieces = joined.pieces(of: match.range)
          if pieces.isEmpty { return }
          wantsMore = body(&frame, SplitMatch(pattern: pattern, pieces: pieces, match: match))
        }
        if !wantsMore { return .stopped }
        if !isDecided { ending = .undecided }
      }
      return ending
    }
  }
}
