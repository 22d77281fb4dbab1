import WeirChecker
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
    var hasFailed = false
    let isStopped = !searchAcross(
      value, isRedaction: false, { $0.patternGroups.row(group, holds: $1) },
      undecided: { _ in hasFailed = true }, body)
    return isStopped ? .stopped : hasFailed ? .undecided : .complete
  }

  /// The same of all patterns that are wanted; false where `body` stopped it.
  ///
  /// - Parameters:
  ///   - isRedaction: Whether to read with what redactions look for.
  ///   - undecided: Is told of patterns of which a search failed.
  mutating func searchAcross(
    _ value: JSONValue, isRedaction: Bool, _ isWanted: (Program, PatternID) -> Bool,
    undecided: (PatternID) -> Void, _ body: (inout Frame, SplitMatch) -> Bool
  ) -> Bool {
    let strings = leaves(of: value).filter { $0.kind == .string }
    if strings.count < 2 { return true }
    var joined = JoinedStrings()
    var wantsMore = true
    for separator in JoinedStrings.separators where wantsMore {
      joined.forEachText(of: strings, between: separator, &self) { frame, text, joined in
        if !wantsMore { return }
        frame.withReadings(of: text, isRedaction: isRedaction) { frame, readings in
          for pattern in PossiblePatterns(readings, to: .decoded, frame.program)
          where wantsMore && frame.program.reads(pattern, .decoded)
            && isWanted(frame.program, pattern)
          {
            let (found, isDecided) = frame.splits(of: pattern, text, joined, readings)
            for split in found where wantsMore && !frame.showsAlone(split, isRedaction) {
              wantsMore = body(&frame, split)
            }
            if !isDecided { undecided(pattern) }
          }
        }
      }
    }
    return wantsMore
  }

  private mutating func splits(
    of pattern: PatternID, _ text: TextBytes, _ joined: JoinedStrings, _ readings: Readings
  ) -> (found: [SplitMatch], isDecided: Bool) {
    var found: [SplitMatch] = []
    let isDecided = forEachMatch(of: pattern, in: text, readings) { _, match in
      let pieces = joined.pieces(of: match.range)
      if pieces.count > 1 {
        found.append(SplitMatch(pattern: pattern, pieces: pieces, match: match))
      }
    }
    return (found, isDecided)
  }

  /// Whether one of the strings shows the pattern where a piece lies, as in `["a@b.org", "more"]`: then
  /// nothing was split, and what comes next only looks like more of it.
  private mutating func showsAlone(_ split: SplitMatch, _ isRedaction: Bool) -> Bool {
    split.pieces.contains { piece in
      temporarily { frame in
        let text = frame.leafText(piece.value)
        return frame.withReadings(of: text, isRedaction: isRedaction) { frame, readings in
          var isShown = false
          _ = frame.forEachMatch(of: split.pattern, in: text, readings) { _, match in
            if match.range.overlaps(piece.range) { isShown = true }
          }
          return isShown
        }
      }
    }
  }

  private mutating func withReadings<Result>(
    of text: TextBytes, isRedaction: Bool, _ body: (inout Frame, Readings) -> Result
  ) -> Result {
    isRedaction ? withRedactionReadings(of: text, body) : withReadings(of: text, body)
  }
}
