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
    _ name: Name, _ message: String, _ label: String, help: String?
  ) {
    guard !broken.words.contains(name.text) else {
      sawInvalidTree = true
      return
    }
    // Used often and defined nowhere: one mistake, most likely in the definition's name.
    guard unknownNames.insert(name.text).inserted else { return }
    report(CheckCodes.unknownName, message, name.span, label, help: help)
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
    guard input.sources.indices.contains(span.file) else { return "…" }
    let bytes = input.sources[span.file].bytes
    guard span.start >= 0, span.start <= span.end, span.end <= bytes.count else { return "…" }
    let text = String(decoding: bytes[span.start..<span.end], as: UTF8.self)
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.count > 48 ? words.prefix(47) + "…" : words
  }

  func invalid(_ span: SourceSpan) -> CheckedExpression {
    CheckedExpression(.constant(.bool(false)), .invalid, span)
  }
}
