import WeirProject

extension RedteamReport {
  /// One JSON object a line: each rule, each disguise, each survivor, then the totals.
  public func json() -> String {
    var out = JSONBytes()
    for rule in rules { write(rule, to: &out) }
    for disguise in disguises { write(disguise, to: &out) }
    for survivor in survivors { write(survivor, to: &out) }
    writeTotals(to: &out)
    return String(decoding: out.bytes, as: UTF8.self)
  }

  private func write(_ rule: RuleTally, to out: inout JSONBytes) {
    out.open("{")
    out.member("rule", rule.name.rule)
    out.member("pattern", rule.name.pattern)
    out.member("attacks", rule.attacks)
    out.member("variants", rule.variants)
    out.member("caught_by_itself", rule.itself)
    out.member("caught_by_others", rule.others)
    out.member("slipped", rule.slipped)
    out.name("slipped_by")
    out.open("{")
    for name in rule.weaknesses {
      out.name(text: name)
      out.value(rule.slippedBy[name] ?? 0)
    }
    out.close("}")
    end(&out)
  }

  private func write(_ disguise: DisguiseTally, to out: inout JSONBytes) {
    out.open("{")
    out.member("disguise", disguise.name)
    out.member("variants", disguise.alone.tried)
    out.member("caught", disguise.alone.caught)
    out.member("variants_in_pairs", disguise.paired.tried)
    out.member("caught_in_pairs", disguise.paired.caught)
    end(&out)
  }

  private func write(_ survivor: Survivor, to out: inout JSONBytes) {
    out.open("{")
    out.member("survivor", survivor.rule.rule)
    out.member("pattern", survivor.rule.pattern)
    out.member("disguises", survivor.disguises)
    out.member("from", survivor.origin)
    out.member("test", survivor.test)
    end(&out)
  }

  private func writeTotals(to out: inout JSONBytes) {
    out.open("{")
    out.member("seed", "\(seed)")
    out.member("messages", intake.messages)
    out.member("attacks", intake.attacks)
    out.member("attacks_tried", attackCount)
    out.member("not_caught", intake.notCaught)
    out.member("without_text", intake.withoutText)
    out.member("unfit", intake.unfit)
    out.member("variants", total.tried)
    out.member("caught", total.caught)
    out.member("share", total.value)
    out.member("untrained_models", untrainedModels)
    end(&out)
  }

  private func end(_ out: inout JSONBytes) {
    out.close("}")
    out.endLine()
  }
}
