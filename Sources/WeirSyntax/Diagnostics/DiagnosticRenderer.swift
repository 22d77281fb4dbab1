/// Writes diagnostics for people and for programs; the only place that turns them into text.
///
/// Every form lists them by file name, then by position, equals in the order given.
public struct DiagnosticRenderer {
  let files: [SourceFile]
  let lines: [LineIndex]
  let hasColour: Bool

  /// `files` are those that spans count in. Linear in their length.
  public init(files: [SourceFile], colour: Bool = false) {
    self.files = files
    lines = files.map { LineIndex($0) }
    hasColour = colour
  }

  /// The diagnostics in the order in which every form lists them.
  public func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let keyed = diagnostics.enumerated().map { offset, diagnostic in
      let span = diagnostic.primary.span
      return (key: (name(of: span), span.start, offset), diagnostic)
    }
    return keyed.sorted { $0.key < $1.key }.map(\.1)
  }

  /// `2 errors, 1 warning`, or an empty text where there is nothing to count.
  public static func summary(_ diagnostics: [Diagnostic]) -> String {
    let kinds: [(Severity, String)] = [(.error, "error"), (.warning, "warning"), (.note, "note")]
    let counted = kinds.compactMap { severity, word -> String? in
      let count = diagnostics.filter { $0.code.severity == severity }.count
      return count == 0 ? nil : "\(count) \(word)\(count == 1 ? "" : "s")"
    }
    return counted.joined(separator: ", ")
  }

  func name(of span: SourceSpan) -> String {
    files.indices.contains(span.file) ? files[span.file].name : "?"
  }

  /// The line and column, both from 1 and in characters, where a span begins.
  func start(of span: SourceSpan) -> (line: Int, column: Int) { place(span.file, span.start) }

  /// The line and column behind the span's last character.
  func end(of span: SourceSpan) -> (line: Int, column: Int) { place(span.file, span.end) }

  private func place(_ file: Int, _ offset: Int) -> (line: Int, column: Int) {
    guard lines.indices.contains(file) else { return (1, 1) }
    return (lines[file].line(at: offset), lines[file].column(at: offset))
  }
}
