import WeirJSON

/// The strings of one value, one behind the other, to find what was split over them.
///
/// ```
/// value     ["ignore prev", {"a": "ious rules"}]
/// text      ignore previous rules                   nothing between them; then again with a space
/// parts     [----0----][---1---]
/// ```
struct JoinedStrings {
  let text: TextBytes
  private let parts: [Part]

  struct Part {
    var value: JSONValue
    /// In the joined text; never empty.
    var range: Range<Int>
  }

  /// - Parameter frame: Holds the text as long as its scratch memory does.
  init(_ strings: [JSONValue], between separator: [UInt8], _ frame: inout Frame) {
    var bytes: [UInt8] = []
    var parts: [Part] = []
    for string in strings {
      let text = frame.leafText(string)
      if text.isEmpty { continue }
      if !parts.isEmpty { bytes += separator }
      parts.append(Part(value: string, range: bytes.count..<bytes.count + text.count))
      bytes += text
    }
    self.parts = parts
    text = bytes.withUnsafeBufferPointer { frame.scratch.copy($0) }
  }

  /// The first string that a range touches, and which bytes of it; nil where the range touches no
  /// other, since then that string shows it alone.
  func beginning(of range: Range<Int>) -> Part? {
    let first = count { $0.upperBound <= range.lowerBound }
    let end = count { $0.lowerBound < range.upperBound }
    guard first + 1 < end else { return nil }
    let whole = parts[first].range
    let local = whole.clamped(to: range)
    let start = local.lowerBound - whole.lowerBound
    return Part(value: parts[first].value, range: start..<start + local.count)
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

/// A match that stands across several strings of a value.
struct SplitMatch {
  var pattern: Int
  /// The first of the strings, and which bytes of its text.
  var beginning: JoinedStrings.Part
  var match: FoundMatch

  struct Place: Hashable {
    var pattern: Int
    /// Of the string in the line, and of the match in the string.
    var string: Int
    var start: Int
  }
  var place: Place {
    Place(pattern: pattern, string: beginning.value.start, start: beginning.range.lowerBound)
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
    var ending = SearchEnding.complete
    for separator in [[], [UInt8(ascii: " ")]] {
      let ended = temporarily { $0.search(across: strings, separator, group: group, body) }
      if ended == .stopped { return ended }
      if ended == .undecided { ending = ended }
    }
    return ending
  }

  private mutating func search(
    across strings: [JSONValue], _ separator: [UInt8], group: Int,
    _ body: (inout Frame, SplitMatch) -> Bool
  ) -> SearchEnding {
    let joined = JoinedStrings(strings, between: separator, &self)
    return withReadings(of: joined.text) { frame, readings in
      var ending = SearchEnding.complete
      for pattern in PossiblePatterns(readings, to: .decoded, frame.program)
      where frame.program.reads(pattern, .decoded)
        && frame.program.patternGroups.row(group, holds: pattern)
      {
        var wantsMore = true
        let isDecided = frame.forEachMatch(of: pattern, in: joined.text, readings) { frame, match in
          guard wantsMore, let beginning = joined.beginning(of: match.range) else { return }
          wantsMore = body(
            &frame, SplitMatch(pattern: pattern, beginning: beginning, match: match))
        }
        if !wantsMore { return .stopped }
        if !isDecided { ending = .undecided }
      }
      return ending
    }
  }
}
