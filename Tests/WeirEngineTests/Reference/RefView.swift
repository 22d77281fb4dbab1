import WeirMatcher
import WeirViews

/// What one view reads in a text, by the views' own module; what follows from it is the reference's.
struct RefView {
  var bytes: [UInt8]
  /// The bytes of the text behind a range of `bytes`.
  var source: (Range<Int>) -> Range<Int>

  /// Nil where the reading is the text itself but for case, which views don't tell apart anyway.
  init?(_ view: View, of text: [UInt8]) {
    let kind: ViewKind
    switch view {
    case .raw:
      bytes = text
      source = { $0 }
      return
    case .folded: kind = .folded
    case .decoded: kind = .decoded
    }
    let reading = TextView()
    guard text.count <= MatcherLimits.textBytesMax,
      text.withUnsafeBufferPointer({ reading.build(kind, of: $0) })
    else { return nil }
    bytes = Array(reading.bytes)
    source = { reading.source(of: $0) }
  }
}

/// Where a pattern was found in a text.
struct RefMatch {
  /// The bytes of the text.
  var range: Range<Int>
  var view: View
  /// Where it stands in what the view reads, and what stands there.
  var place: Range<Int>
  var value: [UInt8]

  func covers(_ other: Range<Int>) -> Bool {
    range.lowerBound <= other.lowerBound && other.upperBound <= range.upperBound
  }
}
