import WeirProject

extension FalseAlarmReport {
  /// For people: the sum, a table of rules, and examples of each.
  ///
  /// - Parameter showsText: whether what was found is printed, and not only where.
  public func human(showsText: Bool) -> String {
    var out = headline
    for model in untrainedModels {
      out += "note: model `\(model)` is not trained yet; its score was 0\n"
    }
    guard !rules.isEmpty else { return out }
    out += "\n" + table.text
    for rule in rules where !rule.examples.isEmpty {
      out += "\n\(rule.name.text)\n"
      for example in rule.examples { out += "  \(Self.sentence(example, showsText))\n" }
    }
    return out
  }

  /// `1,000 rows: 12 touched (1.2 %, between 0.7 % and 2.1 %): 3 denied, …`
  private var headline: String {
    var out = "\(Wording.plural(rows, "row")): \(Wording.count(touched)) touched "
    out += "(\(Self.share(touched, rows)), \(Self.interval(touched, rows))): "
    out += "\(Wording.count(denied)) denied, \(Wording.count(held)) held, "
    out += "\(Wording.count(flagged)) flagged, \(Wording.count(redacted)) redacted"
    if unfit > 0 { out += "; \(Wording.count(unfit)) more are no messages of the set" }
    return out + "\n"
  }

  private var table: TextTable {
    var table = TextTable(["rule", "effect", "rows", "share", "95 % between"])
    for rule in rules {
      table.add([
        rule.name.text, rule.effect, Wording.count(rule.rows), Self.share(rule.rows, rows),
        Self.interval(rule.rows, rows),
      ])
    }
    return table
  }

  private static func share(_ part: Int, _ whole: Int) -> String {
    ShareText.percent(whole == 0 ? 0 : Double(part) / Double(whole))
  }

  private static func interval(_ part: Int, _ whole: Int) -> String {
    let interval = WilsonInterval(part, of: whole)
    return "\(ShareText.percent(interval.low)) – \(ShareText.percent(interval.high))"
  }

  /// Characters of a text that are shown.
  private static let shownMax = 120

  private static func sentence(_ example: Example, _ showsText: Bool) -> String {
    var out = "\(example.file):\(example.line)"
    if let place = example.place { out += "  \(place)" }
    guard showsText else { return out }
    let shown = String(example.text.prefix(shownMax))
    return out + "  " + SampleText.quoted(shown) + (shown == example.text ? "" : " …")
  }

  /// One JSON object a line: each rule, then the sums.
  public func json(showsText: Bool) -> String {
    var out = JSONBytes()
    for rule in rules { write(rule, showsText, to: &out) }
    out.open("{")
    out.member("rows", rows)
    out.member("unfit", unfit)
    out.member("touched", touched)
    out.member("denied", denied)
    out.member("held", held)
    out.member("flagged", flagged)
    out.member("redacted", redacted)
    writeShare(touched, to: &out)
    out.member("untrained_models", untrainedModels)
    out.close("}")
    out.endLine()
    return String(decoding: out.bytes, as: UTF8.self)
  }

  private func write(_ rule: RuleTally, _ showsText: Bool, to out: inout JSONBytes) {
    out.open("{")
    out.member("rule", rule.name.rule)
    out.member("pattern", rule.name.pattern)
    out.member("effect", rule.effect)
    out.member("rows", rule.rows)
    writeShare(rule.rows, to: &out)
    out.name("examples")
    out.open("[")
    for example in rule.examples {
      out.open("{")
      out.member("file", example.file)
      out.member("line", example.line)
      out.member("place", example.place)
      if showsText { out.member("text", example.text) }
      out.close("}")
    }
    out.close("]")
    out.close("}")
    out.endLine()
  }

  private func writeShare(_ count: Int, to out: inout JSONBytes) {
    let interval = WilsonInterval(count, of: rows)
    out.member("share", rows == 0 ? 0 : Double(count) / Double(rows))
    out.member("low", interval.low)
    out.member("high", interval.high)
  }
}

extension AlarmBaseline.Excess {
  /// `takeover:1 injection.override: 5 rows, where the baseline has 3 of 1,000`
  public var sentence: String {
    "\(name.text): \(Wording.plural(rows, "row")), where the baseline has "
      + "\(Wording.count(before)) of \(Wording.count(total))"
  }
}
