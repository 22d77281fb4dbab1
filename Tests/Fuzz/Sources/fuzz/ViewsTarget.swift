import FuzzDriver
import WeirViews

/// Both readings of any text: valid UTF-8 whose every stretch leads back to whole characters of the
/// text, in order, so that redaction can rely on it.
enum ViewsTarget {
  @Sendable static func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    // Only valid text reaches the views; the JSON reader sees to that.
    let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
    // Memory that another text left behind must not show.
    let view = TextView()
    for kind in [ViewKind.folded, .decoded] {
      let isMade = text.withUnsafeBufferPointer { view.build(kind, of: $0) }
      claim(isMade || view.bytes.isEmpty, "what is not made is empty")
      if isMade { check(view, text) }
    }
  }

  private static func check(_ view: TextView, _ text: [UInt8]) {
    let reading = Array(view.bytes)
    claim(String(validating: reading, as: UTF8.self) != nil, "a reading is valid UTF-8")
    let starts = boundaries(reading)
    let isBoundary = Set(boundaries(text))
    var last = 0..<0
    for (start, end) in zip(starts, starts.dropFirst()) {
      let source = view.source(of: start..<end)
      claim(source.lowerBound < source.upperBound, "every character has a cause: \(start)")
      claim(source.upperBound <= text.count, "a cause lies in the text")
      claim(
        isBoundary.contains(source.lowerBound) && isBoundary.contains(source.upperBound),
        "a cause is whole characters: \(source)")
      claim(
        last.lowerBound <= source.lowerBound && last.upperBound <= source.upperBound,
        "causes never go back: \(last) \(source)")
      last = source
    }
    guard let first = starts.first, let end = starts.last, first < end else { return }
    let whole = view.source(of: first..<end)
    claim(whole.upperBound == last.upperBound, "a range is caused by its parts")
  }

  /// Where characters begin, and the end.
  private static func boundaries(_ text: [UInt8]) -> [Int] {
    text.indices.filter { text[$0] & 0xC0 != 0x80 } + [text.count]
  }
}
