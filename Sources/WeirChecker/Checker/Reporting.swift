import WeirSyntax

extension Checker {
  func report(
    _ code: DiagnosticCode, _ message: String, _ span: SourceSpan, _ label: String = "",
    also: [Label] = [], help: String? = nil, fix: SourceFix? = nil
  ) {
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
