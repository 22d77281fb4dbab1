extension TreePrinter {
  mutating func print(_ test: TestTree) {
    block("test " + slice(test.title.span), test.span) { printer in
      for step in test.steps { printer.print(step) }
    }
  }

  private mutating func print(_ step: TestTree.Step) {
    switch step.kind {
    case .message(let sample): print(sample)
    case .line(let text, let timing):
      line(step.span) { printer, out in
        out.add("line " + printer.slice(text.span), at: step.span.start)
        printer.print(timing, &out)
      }
    case .given(let model, let value):
      line(step.span) { printer, out in
        out.add("given score(\(model.text)) =", at: step.span.start)
        printer.expression(value, &out)
      }
    case .level(let value):
      line(step.span) { printer, out in
        out.add("given level =", at: step.span.start)
        printer.expression(value, &out)
      }
    case .expect(let expectation):
      line(step.span) { printer, out in
        out.add("expect " + printer.text(of: expectation), at: step.span.start)
      }
    }
  }

  /// On one line if the author wrote it so and it fits, else a member a line.
  private mutating func print(_ sample: SampleTree) {
    var suffix = PieceBuilder()
    suffix.add("}", at: sample.span.start)
    print(sample.timing, &suffix)
    let close = suffix.pieces.map(\.text).joined(separator: " ")
    let inline = "message " + text(of: sample.members) + close.dropFirst()
    if !isMultiline(sample.span), level * 2 + inline.count <= Formatter.widthMax {
      return line(sample.span) { _, out in out.add(inline, at: sample.span.start) }
    }
    let last = sample.members.last?.value.span.end ?? sample.span.start
    let closesAt = source.bytes[last..<sample.span.end].firstIndex(of: UInt8(ascii: "}"))
    block("message", sample.span, close: close, closesAt: closesAt) { printer in
      for member in sample.members { printer.print(member) }
    }
  }

  private mutating func print(_ member: SampleMember) {
    let span = member.name.span.joined(member.value.span)
    let name = slice(member.name.span) + ":"
    if isMultiline(member.value.span) {
      switch member.value.kind {
      case .record(let members) where !members.isEmpty:
        return block(name, span, open: "{", close: "}") { printer in
          for inner in members { printer.print(inner) }
        }
      case .list(let elements) where !elements.isEmpty:
        return block(name, span, open: "[", close: "]") { printer in
          for element in elements {
            printer.line(element.span) { printer, out in
              out.add(printer.text(of: element) + ",", at: element.span.start)
            }
          }
        }
      case .record, .list, .literal, .invalid: break
      }
    }
    line(span) { printer, out in
      out.add("\(name) \(printer.text(of: member.value))", at: span.start)
    }
  }

  private func print(_ timing: TestTree.Timing, _ out: inout PieceBuilder) {
    for (word, value) in [("at", timing.at), ("after", timing.after), ("times", timing.times)] {
      guard let value else { continue }
      out.add(word, at: value.span.start)
      expression(value, &out)
    }
  }

  private func text(of members: [SampleMember]) -> String {
    if members.isEmpty { return "{}" }
    let texts = members.map { "\(slice($0.name.span)): \(text(of: $0.value))" }
    return "{ " + texts.joined(separator: ", ") + " }"
  }

  private func text(of value: SampleValue) -> String {
    switch value.kind {
    case .literal, .invalid: number(slice(value.span))
    case .list(let elements): "[" + elements.map { text(of: $0) }.joined(separator: ", ") + "]"
    case .record(let members): text(of: members)
    }
  }

  /// A minus sign stands right before its number, whatever stood between them.
  private func number(_ text: String) -> String {
    guard text.first == "-" else { return text }
    let digits = text.split(whereSeparator: { $0.isWhitespace || $0 == "-" }).last ?? ""
    return "-" + digits
  }

  private func text(of expectation: TestTree.Expectation) -> String {
    switch expectation {
    case .verdict(let verdict, let policy):
      return verdict.verdict.name + (policy.map { " by " + $0.text } ?? "")
    case .field(let path, let value): return "\(text(of: path)) == \(text(of: value))"
    case .redacted(let isExpected): return isExpected ? "redacted" : "not redacted"
    case .malformed(let isExpected): return isExpected ? "malformed" : "not malformed"
    case .finding(let name, let isExpected):
      return (isExpected ? "" : "not ") + "finding " + name.text
    }
  }
}
