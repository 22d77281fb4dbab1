import WeirJSON

/// Where an edit happens, for what depends on it.
struct EditOrigin {
  var line: TextBytes
  /// The string, number or member name that is edited.
  var value: JSONValue
  var concealer: any Concealer
  var now: Int64
}

extension JSONValue {
  /// The bytes of the line behind a range of the value's text; ascending ranges take linear time
  /// together.
  func lineSpan(of range: Range<Int>, _ mapper: inout RawSpanMapper) -> Range<Int> {
    kind == .string
      ? mapper.rawSpan(ofDecoded: range) : start + range.lowerBound..<start + range.upperBound
  }
}
