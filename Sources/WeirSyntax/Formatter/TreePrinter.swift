/// Turns a tree into lines; how they are fitted to the page is the layout's business.
struct TreePrinter {
  let source: SourceFile
  var lines: [PrintedLine] = []
  var level = 0
  /// The kind of the declaration before, and whether it took several lines.
  private var previous: (kind: String, isBlock: Bool)?

  init(_ source: SourceFile) { self.source = source }

  /// As the author wrote it.
  func slice(_ span: SourceSpan) -> String {
    String(decoding: source.bytes[span.start..<span.end], as: UTF8.self)
  }

  func isMultiline(_ span: SourceSpan) -> Bool {
    source.bytes[span.start..<span.end].contains(0x0a)
  }

  mutating func print(_ declaration: Declaration) {
    let first = lines.count
    let kind = write(declaration)
    let isBlock = lines.count - first > 1
    if let previous {
      lines[first].wantsBlankBefore = previous.kind != kind || previous.isBlock || isBlock
    }
    previous = (kind, isBlock)
  }

  private mutating func write(_ declaration: Declaration) -> String {
    switch declaration {
    case .use(let packs): return packList("use", packs)
    // Both are about packs and stand together.
    case .apply(let packs): return packList("apply", packs)
    case .message(let message):
      print(message)
      return "message"
    case .list(let list):
      print(list)
      return "list"
    case .pattern(let pattern):
      print(pattern)
      return "pattern"
    case .letBinding(let binding):
      line(binding.span) { printer, out in
        out.add("let \(binding.name.text) =", at: binding.span.start)
        printer.expression(binding.value, &out)
      }
      return "let"
    case .policy(let policy):
      print(policy)
      return policy.kind.rawValue
    case .model(let model):
      print(model)
      return "model"
    case .test(let test):
      print(test)
      return "test"
    }
  }

  private mutating func packList(_ word: String, _ packs: PackList) -> String {
    line(packs.span) { _, out in
      out.add(word, at: packs.span.start)
      for (position, name) in packs.names.enumerated() {
        let comma = position + 1 < packs.names.count ? "," : ""
        let isFirst = position == 0
        isFirst
          ? out.add(name.text + comma, at: name.span.start)
          : out.addBreakable(name.text + comma, at: name.span.start)
      }
    }
    return "packs"
  }

  // MARK: Lines and blocks

  mutating func line(_ span: SourceSpan, _ build: (TreePrinter, inout PieceBuilder) -> Void) {
    var builder = PieceBuilder()
    build(self, &builder)
    lines.append(
      PrintedLine(level: level, pieces: builder.pieces, start: span.start, end: span.end))
  }

  /// `head {`, what `body` prints, and `}` with what follows it. The block's bytes are `span`; what
  /// stands on the closing line begins at `close`.
  mutating func block(
    _ head: String, _ span: SourceSpan, open: String = "{", close: String = "}",
    closesAt: Int? = nil, body: (inout TreePrinter) -> Void
  ) {
    let openEnd = source.bytes[span.start..<span.end].firstIndex(of: open.utf8.first ?? 0)
    append("\(head) \(open)", span.start, (openEnd ?? span.start) + 1)
    level += 1
    body(&self)
    level -= 1
    append(close, closesAt ?? (span.end - 1), span.end)
    lines[lines.count - 1].isClosing = true
  }

  private mutating func append(_ text: String, _ start: Int, _ end: Int) {
    lines.append(
      PrintedLine(level: level, pieces: [Piece(text: text, start: start)], start: start, end: end))
  }
}
