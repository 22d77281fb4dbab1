import WeirProject

extension RedteamReport {
  /// For people: what was tried, each rule, each disguise, and survivors as tests.
  ///
  /// - Parameter survivorsMax: how many survivors are shown.
  public func human(survivorsMax: Int) -> String {
    opening + ruleTable.text + "\n" + disguiseTable.text + survivorText(survivorsMax) + closing
  }

  private var opening: String {
    var out = "\(Wording.plural(intake.messages, "message")), "
    out += "\(Wording.plural(intake.attacks, "attack")) caught plainly written"
    let rest = [
      (intake.notCaught, "not caught"), (intake.withoutText, "caught without their text"),
      (intake.unfit, "no messages of the set"),
    ].filter { $0.0 > 0 }.map { "\(Wording.count($0.0)) \($0.1)" }
    if !rest.isEmpty { out += "; \(rest.joined(separator: ", "))" }
    out += "\n"
    if attackCount < intake.attacks {
      out += "\(Wording.count(attackCount)) of the attacks were tried, chosen by seed \(seed)\n"
    }
    for model in untrainedModels {
      out += "note: model `\(model)` is not trained yet; its score was 0\n"
    }
    return out + "\n"
  }

  private var ruleTable: TextTable {
    var table = TextTable([
      "rule", "attacks", "variants", "caught by itself", "by others", "slipped", "most through",
    ])
    for rule in rules {
      table.add([
        rule.name.text, Wording.count(rule.attacks), Wording.count(rule.variants),
        Self.percent(rule.itself, rule.variants), Self.percent(rule.others, rule.variants),
        Self.percent(rule.slipped, rule.variants),
        rule.weaknesses.prefix(3).joined(separator: ", "),
      ])
    }
    return table
  }

  private var disguiseTable: TextTable {
    var table = TextTable(["disguise", "variants", "caught", "in pairs", "caught"])
    for disguise in disguises where disguise.alone.tried + disguise.paired.tried > 0 {
      table.add([
        disguise.name, Wording.count(disguise.alone.tried), Self.percent(disguise.alone),
        Wording.count(disguise.paired.tried), Self.percent(disguise.paired),
      ])
    }
    return table
  }

  private func survivorText(_ most: Int) -> String {
    let tests = shownTests.prefix(most)
    return "\n" + tests.map { $0 + "\n" }.joined()
  }

  /// One of each rule, then a second one of each, and so on, of different disguises where possible.
  private var shownTests: [String] {
    let groups = rules.enumerated().map { place, rule in
      let tests = survivors.filter { $0.rule == rule.name }.compactMap(\.test)
      let first = tests.isEmpty ? 0 : place % tests.count
      return Array(tests[first...] + tests[..<first])
    }
    let rounds = groups.map(\.count).max() ?? 0
    return (0..<rounds).flatMap { round in
      groups.filter { round < $0.count }.map { $0[round] }
    }
  }

  /// `12,345 variants: 11,111 caught (90.0 %), 1,234 slipped through`
  private var closing: String {
    "\(Wording.plural(total.tried, "variant")): \(Wording.count(total.caught)) caught "
      + "(\(Self.percent(total))), \(Wording.count(total.tried - total.caught)) slipped through\n"
  }

  private static func percent(_ share: Share) -> String { percent(share.caught, share.tried) }

  private static func percent(_ part: Int, _ whole: Int) -> String {
    whole == 0 ? "–" : ShareText.percent(Double(part) / Double(whole))
  }

  /// All survivors that a test can say, as one file of policies.
  public var tests: String {
    let known = survivors.compactMap(\.test)
    return
      "# What `weir redteam` found with seed \(seed): each test fails until the set catches it.\n\n"
      + known.joined(separator: "\n")
  }
}
