import WeirSyntax

extension Checker {
  /// Something is missing from a declaration, unless the parser stumbled there.
  func reportAbsent(
    _ code: DiagnosticCode, _ message: String, _ span: SourceSpan, _ label: String = "",
    in whole: SourceSpan, help: String? = nil
  ) {
    guard !broken.touches(whole) else { return }
    report(code, message, span, label, help: help)
  }

  /// A name that nothing stands for, unless its definition may be what the parser stumbled over.
  func reportUnknown(
    _ name: Name, _ message: String, _ label: String, help: @autoclosure () -> String?
  ) {
    guard !broken.words.contains(name.text) else {
      sawInvalidTree = true
      return
    }
    // Used often and defined nowhere: one mistake, most likely in the definition's name.
    guard unknownNames.insert(name.text).inserted else { return }
    report(CheckCodes.unknownName, message, name.span, label, help: suggestion(help()))
  }

  /// The first few suggestions only: looking for a similar name takes time in all of them.
  func suggestion(_ text: @autoclosure () -> String?) -> String? {
    guard suggestionsLeft > 0 else { return nil }
    suggestionsLeft -= 1
    return text()
  }

  func report(
    _ code: DiagnosticCode, _ message: String, _ span: SourceSpan, _ label: String = "",
    also: [Label] = [], help: String? = nil, fix: SourceFix? = nil
  ) {
    guard !broken.overlaps(span) else {
      sawInvalidTree = true
      return
    }
    if code.severity == .error { errorCount += 1 }
    diagnostics.append(
      Diagnostic(code, message, at: Label(span, label), also: also, help: help, fix: fix))
  }

  /// What the author wrote there, on one line and shortened to be quoted.
  func written(_ span: SourceSpan) -> String {
    guard let words = span.written(in: input.sources) else { return "…" }
    return words.count > 48 ? words.prefix(47) + "…" : words
  }

  func invalid(_ span: SourceSpan) -> CheckedExpression {
    CheckedExpression(.constant(.bool(false)), .invalid, span)
  }
}

extension SourceSpan {
  /// The text there with every run of white space as one space; nil where there is no such place.
  func written(in sources: [SourceFile]) -> String? {
    guard sources.indices.contains(file) else { return nil }
    let bytes = sources[file].bytes
    guard start >= 0, start <= end, end <= bytes.count else { return nil }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    // Most spans are so already, and lints ask for very many of them.
    if Self.isOneLine(bytes[start..<end]) { return text }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func isOneLine(_ bytes: ArraySlice<UInt8>) -> Bool {
    var before: UInt8 = 0x20
    for byte in bytes {
      guard (0x20...0x7e).contains(byte), byte != 0x20 || before != 0x20 else { return false }
      before = byte
    }
    return bytes.isEmpty || before != 0x20
  }
}
