extension TreePrinter {
  // MARK: Message and types

  mutating func print(_ message: MessageTree) {
    block(message.isClosed ? "closed message" : "message", message.span) { printer in
      var items: [(Int, (inout TreePrinter) -> Void)] = []
      for field in message.fields { items.append((field.span.start, { $0.print(field) })) }
      for clock in message.clocks {
        items.append((clock.span.start, { $0.setting("clock \(clock.text)", clock.span) }))
      }
      for verdict in message.malformed {
        let text = "malformed \(verdict.verdict.name)"
        items.append((verdict.span.start, { $0.setting(text, verdict.span) }))
      }
      for item in items.sorted(by: { $0.0 < $1.0 }) { item.1(&printer) }
    }
  }

  private mutating func setting(_ text: String, _ span: SourceSpan) {
    line(span) { _, out in out.add(text, at: span.start) }
  }

  private mutating func print(_ field: FieldDeclaration) {
    let suffix =
      (field.jsonName.map { " from " + slice($0.span) } ?? "") + (field.isTrusted ? " trusted" : "")
    let inline = "\(field.name.text): \(text(of: field.type))\(suffix)"
    let isTooLong = level * 2 + inline.count > Formatter.widthMax
    guard let record = record(field.type.kind), isTooLong || isMultiline(field.type.span) else {
      return line(field.span) { _, out in out.add(inline, at: field.span.start) }
    }
    let closesAt = source.bytes[..<field.type.span.end].lastIndex(of: UInt8(ascii: "}"))
    block(
      "\(field.name.text):", field.span,
      open: "{", close: "}" + record.after + suffix, closesAt: closesAt
    ) { printer in
      for inner in record.fields { printer.print(inner) }
    }
  }

  /// The record in a type, with what stands behind its braces.
  private func record(_ kind: TypeTree.Kind) -> (fields: [FieldDeclaration], after: String)? {
    switch kind {
    case .record(let fields): return (fields, "")
    case .optional(let inner):
      guard case .record(let fields) = inner.kind else { return nil }
      return (fields, "?")
    case .list, .named, .union, .invalid: return nil
    }
  }

  func text(of type: TypeTree) -> String {
    switch type.kind {
    case .named(let name): return name.text
    case .union(let members): return members.map { slice($0.span) }.joined(separator: " | ")
    case .record(let fields):
      return fields.isEmpty
        ? "{}" : "{ " + fields.map { text(of: $0) }.joined(separator: ", ") + " }"
    case .list(let element): return "[\(text(of: element))]"
    case .optional(let inner):
      switch inner.kind {
      case .union, .optional: return "(\(text(of: inner)))?"
      case .named, .record, .list, .invalid: return text(of: inner) + "?"
      }
    case .invalid: return slice(type.span)
    }
  }

  private func text(of field: FieldDeclaration) -> String {
    "\(field.name.text): \(text(of: field.type))"
      + (field.jsonName.map { " from " + slice($0.span) } ?? "")
      + (field.isTrusted ? " trusted" : "")
  }

  // MARK: Lists, patterns, models

  /// Whether the list as one line would have to break; then each entry has its own.
  private func isTooWide(_ list: ListTree) -> Bool {
    guard case .entries(let entries) = list.origin else { return false }
    var out = PieceBuilder()
    out.add("list \(list.name.text) =", at: 0)
    expression(Expression(.list(entries), list.span), &out)
    return out.pieces.map(\.text).joined(separator: " ").count > Formatter.widthMax
  }

  mutating func print(_ list: ListTree) {
    let head = "list \(list.name.text)"
    switch list.origin {
    case .entries(let entries)
    where !entries.isEmpty && (isMultiline(list.span) || isTooWide(list)):
      block("\(head) =", list.span, open: "[", close: "]") { printer in
        for entry in entries {
          printer.line(entry.span) { printer, out in
            printer.expression(entry, &out)
            out.add(",", at: entry.span.end, glued: true)
          }
        }
      }
    case .entries(let entries):
      line(list.span) { printer, out in
        out.add("\(head) =", at: list.span.start)
        printer.expression(Expression(.list(entries), list.span), &out)
      }
    case .file(let path):
      line(list.span) { printer, out in
        out.add("\(head) from \(printer.slice(path.span))", at: list.span.start)
      }
    case .invalid: line(list.span) { _, out in out.add(head, at: list.span.start) }
    }
  }

  mutating func print(_ pattern: PatternTree) {
    guard pattern.isBlock else {
      let regex = pattern.regexes.first.map { slice($0.span) } ?? ""
      return line(pattern.span) { _, out in
        out.add("pattern \(pattern.name.text) = \(regex)", at: pattern.span.start)
      }
    }
    block("pattern \(pattern.name.text)", pattern.span) { printer in
      var items: [(Int, (inout TreePrinter) -> Void)] = []
      for regex in pattern.regexes {
        items.append(
          (regex.span.start, { $0.setting("match " + $0.slice(regex.span), regex.span) }))
      }
      for condition in pattern.conditions {
        items.append((condition.span.start, { $0.worded("where", condition, condition.span) }))
      }
      for near in pattern.near { items.append((near.span.start, { $0.print(near) })) }
      for view in pattern.views {
        items.append((view.span.start, { $0.setting("view \(view.text)", view.span) }))
      }
      for item in items.sorted(by: { $0.0 < $1.0 }) { item.1(&printer) }
    }
  }

  private mutating func print(_ near: NearTree) {
    line(near.span) { printer, out in
      out.add("near", at: near.span.start)
      printer.texts(near.words, &out)
      out.add("within", at: near.span.start)
      printer.expression(near.distance, &out)
    }
  }

  /// `["a", "b"]`, breakable between its elements.
  func texts(_ texts: [TextLiteral], _ out: inout PieceBuilder) {
    out.add("[", at: texts.first?.span.start ?? 0)
    for (position, text) in texts.enumerated() {
      let comma = position + 1 < texts.count ? "," : ""
      position == 0
        ? out.add(slice(text.span) + comma, at: text.span.start, glued: true)
        : out.addBreakable(slice(text.span) + comma, at: text.span.start)
    }
    out.add("]", at: texts.last?.span.end ?? 0, glued: true)
  }

  mutating func print(_ model: ModelTree) {
    block("model \(model.name.text)", model.span) { printer in
      for clause in model.clauses {
        switch clause {
        case .feature(let feature): printer.print(feature)
        case .number(let word, let value): printer.worded(word.text, value, clause.span)
        case .file(let path, let span):
          printer.setting("file " + printer.slice(path.span), span)
        case .linear(let value, let span): printer.worded("linear", value, span)
        case .lengths(let word, let low, let high, let span):
          printer.lengths(word, low, high, span)
        }
      }
    }
  }

  private mutating func lengths(
    _ word: Name, _ low: Expression, _ high: Expression, _ span: SourceSpan
  ) {
    line(span) { printer, out in
      out.add(word.text, at: span.start)
      printer.range(low, high, &out)
    }
  }

  private mutating func print(_ feature: FeatureTree) {
    line(feature.span) { printer, out in
      out.add("feature \(feature.name.text) =", at: feature.span.start)
      printer.expression(feature.value, &out)
      guard let low = feature.low, let high = feature.high else { return }
      out.add("in", at: low.span.start)
      printer.range(low, high, &out)
    }
  }

  private func range(_ low: Expression, _ high: Expression, _ out: inout PieceBuilder) {
    expression(low, &out)
    out.add("..", at: low.span.end, glued: true)
    out.open()
    expression(high, &out)
  }

  /// A word and an expression.
  mutating func worded(_ word: String, _ value: Expression, _ span: SourceSpan) {
    line(span) { printer, out in
      out.add(word, at: span.start)
      printer.expression(value, &out)
    }
  }
}
