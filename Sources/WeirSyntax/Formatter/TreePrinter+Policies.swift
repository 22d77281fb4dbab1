extension TreePrinter {
  mutating func print(_ policy: PolicyNode) {
    let title = policy.title.map { " " + slice($0.span) } ?? ""
    let width = policy.clauses.map { patternWidth($0) }.max() ?? 0
    block("\(policy.kind.rawValue) \(policy.name.text)\(title)", policy.span) { printer in
      for clause in policy.clauses {
        printer.line(clause.span) { $0.print(clause, patternWidth: width, &$1) }
      }
    }
  }

  /// Arrows of a block stand below each other.
  private func patternWidth(_ clause: Clause) -> Int {
    guard case .redaction(let name, _) = clause.kind else { return 0 }
    return name.text.count
  }

  private func print(_ clause: Clause, patternWidth: Int, _ out: inout PieceBuilder) {
    let start = clause.span.start
    switch clause.kind {
    case .severity(let name): out.add("severity \(name.text)", at: start)
    case .owner(let text): out.add("owner " + slice(text.span), at: start)
    case .tags(let tags):
      out.add("tags", at: start)
      texts(tags, &out)
    case .when(let condition): worded("when", condition, start, &out)
    case .except(let condition, let until, let because):
      except(condition, until, because, start, &out)
    case .mode(let name): out.add("mode \(name.text)", at: start)
    case .level(let value): worded("level", value, start, &out)
    case .onError(let verdict): out.add("on error \(verdict.verdict.name)", at: start)
    case .require, .verdictIf, .add, .verdictAbove: printRule(clause, &out)
    case .fields(let paths): fields(paths, start, &out)
    case .redaction(let name, let redaction):
      let space = String(repeating: " ", count: patternWidth - name.text.count)
      out.add("\(name.text)\(space) ->", at: start)
      print(redaction, &out)
    case .by, .cost, .rate, .otherwise: printLimit(clause, &out)
    case .score(let name): out.add("score \(name.text)", at: start)
    case .threshold(let verdict, let threshold, let text):
      print(verdict, threshold, start, &out)
      reason(text, &out)
    }
  }

  private func worded(
    _ word: String, _ value: Expression, _ start: Int, _ out: inout PieceBuilder
  ) {
    out.add(word, at: start)
    expression(value, &out)
  }

  private func reason(_ text: TextLiteral?, _ out: inout PieceBuilder) {
    guard let text else { return }
    out.addBreakable(slice(text.span), at: text.span.start)
  }

  private func except(
    _ condition: Expression, _ until: Expression?, _ because: TextLiteral?, _ start: Int,
    _ out: inout PieceBuilder
  ) {
    worded("except if", condition, start, &out)
    if let until {
      out.addBreakable("until", at: until.span.start)
      expression(until, &out)
    }
    if let because { out.addBreakable("because " + slice(because.span), at: because.span.start) }
  }

  private func printRule(_ clause: Clause, _ out: inout PieceBuilder) {
    let start = clause.span.start
    switch clause.kind {
    case .require(let condition, let verdict, let text):
      worded("require", condition, start, &out)
      out.addBreakable("else \(verdict.verdict.name)", at: verdict.span.start)
      reason(text, &out)
    case .verdictIf(let verdict, let condition, let text):
      worded("\(verdict.verdict.name) if", condition, start, &out)
      reason(text, &out)
    case .add(let points, let condition):
      worded("add", points, start, &out)
      worded("if", condition, points.span.end, &out)
    case .verdictAbove(let verdict, let value, let text):
      worded("\(verdict.verdict.name) above", value, start, &out)
      reason(text, &out)
    case .severity, .owner, .tags, .when, .except, .mode, .level, .onError, .fields, .redaction,
      .by, .cost, .rate, .otherwise, .score, .threshold:
      break
    }
  }

  private func printLimit(_ clause: Clause, _ out: inout PieceBuilder) {
    let start = clause.span.start
    switch clause.kind {
    case .by(let keys):
      out.add("by", at: start)
      for (position, key) in keys.enumerated() {
        expression(key, &out)
        if position + 1 < keys.count {
          out.add(",", at: key.span.end, glued: true)
          out.breakNext()
        }
      }
    case .cost(let value): worded("cost", value, start, &out)
    case .rate(let amount, let period, let burst):
      worded("allow", amount, start, &out)
      worded("per", period, amount.span.end, &out)
      if let burst { worded("burst", burst, period.span.end, &out) }
    case .otherwise(let verdict, let text):
      out.add("else \(verdict.verdict.name)", at: start)
      reason(text, &out)
    case .severity, .owner, .tags, .when, .except, .mode, .level, .onError, .fields, .redaction,
      .require, .verdictIf, .add, .verdictAbove, .score, .threshold:
      break
    }
  }

  private func print(
    _ verdict: VerdictName, _ threshold: ThresholdTree, _ start: Int, _ out: inout PieceBuilder
  ) {
    let head = "\(verdict.verdict.name) above"
    switch threshold {
    case .score(let value): worded(head, value, start, &out)
    case .share(let value): worded(head + " share", value, start, &out)
    case .automatic: out.add(head + " auto", at: start)
    }
  }

  // MARK: Redactions

  private func fields(_ paths: [PathTree], _ start: Int, _ out: inout PieceBuilder) {
    out.add("in", at: start)
    for (position, path) in paths.enumerated() {
      let text = text(of: path) + (position + 1 < paths.count ? "," : "")
      position == 0
        ? out.add(text, at: path.span.start) : out.addBreakable(text, at: path.span.start)
    }
  }

  private func print(_ redaction: RedactionTree, _ out: inout PieceBuilder) {
    let start = redaction.span.start
    switch redaction.kind {
    case .mask(let keep):
      out.add("mask", at: start)
      if let keep { worded("keep", keep, keep.span.start, &out) }
    case .remove: out.add("remove", at: start)
    case .replace(let text): out.add("replace " + slice(text.span), at: start)
    case .hash(let key): out.add("hash with \(key.text)", at: start)
    case .encrypt(let key): out.add("encrypt with \(key.text)", at: start)
    case .keep: out.add("keep", at: start)
    case .invalid: out.add(slice(redaction.span), at: start)
    }
  }

  func text(of path: PathTree) -> String {
    var text = ""
    for step in path.steps {
      switch step {
      case .member(let name): text += (text.isEmpty ? "" : ".") + name.text
      case .index(let index, _): text += "[\(index)]"
      case .everyElement: text += "[*]"
      }
    }
    return text
  }
}
