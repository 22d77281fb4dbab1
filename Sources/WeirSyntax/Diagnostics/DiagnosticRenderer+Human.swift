extension DiagnosticRenderer {
  /// For a terminal: each diagnostic with its source lines, then the summary.
  public func human(_ diagnostics: [Diagnostic]) -> String {
    guard !diagnostics.isEmpty else { return "" }
    let blocks = sorted(diagnostics).map { human($0) }
    return blocks.joined(separator: "\n") + "\n" + Self.summary(diagnostics) + "\n"
  }

  /// One diagnostic without summary.
  public func human(_ diagnostic: Diagnostic) -> String {
    let labels = [diagnostic.primary] + diagnostic.secondary
    let lastLine = labels.map { end(of: $0.span).line }.max() ?? 1
    let gutter = Gutter(width: String(lastLine).count, paint: paint)
    var out = headline(diagnostic)
    for file in filesInOrder(labels) {
      out += snippet(
        labels.enumerated().filter { $0.element.span.file == file }
          .map { (label: $0.element, isPrimary: $0.offset == 0) }, gutter, diagnostic)
    }
    if let help = diagnostic.help {
      out += "\(gutter.blank)\(paint("=", .frame)) help: \(DisplayWidth.shown(help))\n"
    }
    return out
  }

  private func headline(_ diagnostic: Diagnostic) -> String {
    let severity = diagnostic.code.severity
    let head = paint("\(severity.rawValue)[\(diagnostic.code.id)]", .severity(severity))
    return head + paint(": " + DisplayWidth.shown(diagnostic.message), .message) + "\n"
  }

  /// The primary label's file first, every file once.
  private func filesInOrder(_ labels: [Label]) -> [Int] {
    var files: [Int] = []
    for label in labels where !files.contains(label.span.file) { files.append(label.span.file) }
    return files.filter { self.files.indices.contains($0) }
  }

  private typealias Marked = (label: Label, isPrimary: Bool)

  private func snippet(_ labels: [Marked], _ gutter: Gutter, _ diagnostic: Diagnostic) -> String {
    let first = labels[0].label.span
    let (line, column) = start(of: first)
    var out = "\(gutter.arrow) \(DisplayWidth.shown(name(of: first))):\(line):\(column)\n"
    out += gutter.empty + "\n"
    let marks = labels.flatMap { self.marks($0) }
    var previous: Int?
    for line in Set(marks.map(\.line)).sorted() {
      if let previous, line > previous + 1 { out += "\(gutter.skipped)\n" }
      out += sourceLine(line, file: first.file, gutter)
      for mark in marks where mark.line == line { out += row(mark, gutter, diagnostic) }
      previous = line
    }
    return out
  }

  private func sourceLine(_ line: Int, file: Int, _ gutter: Gutter) -> String {
    let text = DisplayWidth.shown(lines[file].text(ofLine: line))
    return gutter.numbered(line) + (text.isEmpty ? "" : " " + text) + "\n"
  }

  // MARK: Marks under a line

  private struct Mark {
    var line: Int
    var before: Int
    var columns: Int
    var text: String
    var isPrimary: Bool
  }

  /// One mark for a label on one line; two, at its beginning and at its end, for a longer one.
  private func marks(_ marked: Marked) -> [Mark] {
    let span = marked.label.span
    let index = lines[span.file]
    let (first, last) = (index.line(at: span.start), index.line(at: max(span.start, span.end - 1)))
    let firstLine = index.bytes(ofLine: first)
    if first == last { return [mark(marked, first, span.start..<span.end, marked.label.text)] }
    let lastLine = index.bytes(ofLine: last)
    let indent = files[span.file].bytes[lastLine].prefix { $0 == 0x20 || $0 == 0x09 }.count
    let lastStart = min(lastLine.lowerBound + indent, span.end)
    return [
      mark(marked, first, span.start..<max(span.start, firstLine.upperBound), ""),
      mark(marked, last, lastStart..<span.end, marked.label.text),
    ]
  }

  private func mark(_ marked: Marked, _ line: Int, _ range: Range<Int>, _ text: String) -> Mark {
    let file = marked.label.span.file
    let whole = lines[file].bytes(ofLine: line)
    func columns(_ start: Int, _ end: Int) -> Int {
      let low = min(max(start, whole.lowerBound), whole.upperBound)
      let high = min(max(end, low), whole.upperBound)
      return DisplayWidth.columns(String(decoding: files[file].bytes[low..<high], as: UTF8.self))
    }
    return Mark(
      line: line, before: columns(whole.lowerBound, range.lowerBound),
      columns: max(1, columns(range.lowerBound, range.upperBound)), text: text,
      isPrimary: marked.isPrimary)
  }

  private func row(_ mark: Mark, _ gutter: Gutter, _ diagnostic: Diagnostic) -> String {
    let signs = String(repeating: mark.isPrimary ? "^" : "-", count: mark.columns)
    let text = mark.text.isEmpty ? "" : " " + DisplayWidth.shown(mark.text)
    let style: Style = mark.isPrimary ? .severity(diagnostic.code.severity) : .frame
    let space = String(repeating: " ", count: mark.before + 1)
    return gutter.empty + space + paint(signs + text, style) + "\n"
  }

  // MARK: Colour

  fileprivate enum Style {
    case severity(Severity)
    case message, frame

    var code: String {
      switch self {
      case .severity(.error): "1;31"
      case .severity(.warning): "1;33"
      case .severity(.note): "1;36"
      case .message: "1"
      case .frame: "1;34"
      }
    }
  }

  private func paint(_ text: String, _ style: Style) -> String {
    hasColour ? "\u{1b}[\(style.code)m\(text)\u{1b}[0m" : text
  }
}

/// The left margin: as wide as the longest line number that it shows.
private struct Gutter {
  let width: Int
  let paint: (String, DiagnosticRenderer.Style) -> String

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  var blank: String { spaces(width + 2) }
  var empty: String { blank + paint("|", .frame) }
  var arrow: String { spaces(width + 1) + paint("-->", .frame) }
  var skipped: String { paint("...", .frame) }

  func numbered(_ line: Int) -> String {
    let number = String(line)
    return " " + spaces(width - number.count) + paint("\(number) |", .frame)
  }
}
