import WeirSyntax

/// Where the parser reported errors: what the checker finds missing there is no second mistake.
struct BrokenText {
  let spans: [SourceSpan]
  /// The words of the lines with errors: one of them may have been meant as a definition.
  let words: Set<String>

  init(_ spans: [SourceSpan], _ sources: [SourceFile]) {
    self.spans = spans
    var words: Set<String> = []
    for span in spans where sources.indices.contains(span.file) {
      words.formUnion(Self.words(around: span.start, sources[span.file].bytes))
    }
    self.words = words
  }

  /// What the parser gave up on ends where it stumbled, so the stumble lies at or just behind it.
  func touches(_ whole: SourceSpan) -> Bool {
    spans.contains {
      $0.file == whole.file && $0.end >= whole.start && $0.start <= whole.end + Self.slackBytes
    }
  }

  /// The parser has said something about these very bytes.
  func overlaps(_ span: SourceSpan) -> Bool {
    spans.contains { $0.file == span.file && $0.start < span.end && $0.end > span.start }
  }

  private static let slackBytes = 32

  private static func words(around start: Int, _ bytes: [UInt8]) -> [String] {
    let start = max(0, min(start, bytes.count))
    let begin = bytes[..<start].lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    let end = bytes[start...].firstIndex(of: 0x0a) ?? bytes.count
    let isWordByte = { (byte: UInt8) in
      (48...57).contains(byte) || (65...90).contains(byte & 0xdf) || byte == 0x5f
    }
    return bytes[begin..<end].split(whereSeparator: { !isWordByte($0) }).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
