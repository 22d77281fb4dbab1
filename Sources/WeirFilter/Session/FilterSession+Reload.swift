import WeirProject

extension FilterSession {
  /// Takes over changed policies between two lines, or keeps the old ones and says why.
  mutating func reload() throws(FilterError) {
    try drain()
    try flush()
    try reopenFiles()
    let now = clock()
    do throws(PolicySetError) {
      let (set, facts) = try stableSet()
      if facts.enforcedCount == 0 { return refuse("the new policies enforce nothing", at: now) }
      if let needed = facts.heldNeedsPlace(settings) { return refuse("\(needed)", at: now) }
      take(set, facts, at: now)
    } catch {
      refuse("\(error)", at: now)
    }
  }

  /// Policies as they stand still: read twice, until both readings agree, so that a folder in the
  /// middle of a change is never taken over by halves.
  private func stableSet() throws(PolicySetError) -> (PolicySet, PolicyFacts) {
    var set = try load()
    var facts = PolicyFacts(set, levels: settings.levels)
    for _ in 0..<FilterLimits.snapshotAttempts {
      let again = try load()
      let factsAgain = PolicyFacts(again, levels: settings.levels)
      if factsAgain.isSame(as: facts) { return (again, factsAgain) }
      (set, facts) = (again, factsAgain)
    }
    _ = set
    throw .file(
      FileError(path: set.source.files.first?.name ?? "", reason: "keeps changing; try again"))
  }

  private mutating func take(_ new: PolicySet, _ newFacts: PolicyFacts, at now: Timestamp) {
    do {
      let (state, report) = try judging.plan.state.carried(to: new.program)
      let change = facts.change(to: newFacts)
      facts = newFacts
      let plan = JudgingPlan(new, state, newFacts, settings)
      judging = Judging(plan)
      pool?.queue.change(to: plan)
      recordSession(AuditAction.reload, at: now)
      say("policies reloaded: " + change)
      if !report.dropped.isEmpty {
        say("state no longer used: " + report.dropped.joined(separator: ", "))
      }
    } catch {
      refuse("the state can't be carried over (\(error))", at: now)
    }
  }

  private mutating func refuse(_ reason: String, at now: Timestamp) {
    let (session, digest) = (settings.session, facts.digest)
    audit?.record(AuditAction.reloadRefused, isSuccess: false, at: now) { text in
      text.member("weir.session", session)
      text.member("weir.policies", digest)
    }
    say("reload refused, the old policies stay: " + reason)
  }

  // MARK: - Files

  /// Opens output files again whose path now leads elsewhere, as after a rotation. Where that fails,
  /// the open one stays: a message without a record is worse than a record in an old file.
  private mutating func reopenFiles() throws(FilterError) {
    do throws(FilterError) {
      if let path = held?.path, held?.isInPlace == false { held = try OutputFile(path: path) }
      if let path = rejected?.path, rejected?.isInPlace == false {
        rejected = try OutputFile(path: path)
      }
      if let tag = audit?.tag, audit?.file.isInPlace == false, let audit = settings.audit {
        self.audit = try AuditLog(audit, session: settings.session, after: tag, at: clock())
        recordSession(AuditAction.sessionStart, at: clock())
      }
    } catch {
      say("\(error); the file that was open stays in use")
    }
  }
}

extension PolicyFacts {
  /// What is added, removed or changed, in words.
  func change(to new: PolicyFacts) -> String {
    if isSame(as: new) { return "nothing changed" }
    let added = new.policies.keys.filter { policies[$0] == nil }.sorted()
    let removed = policies.keys.filter { new.policies[$0] == nil }.sorted()
    let changed = policies.keys.filter { name in
      new.policies[name].map { $0 != policies[name] } ?? false
    }.sorted()
    var parts: [String] = []
    if !added.isEmpty { parts.append("added " + added.joined(separator: ", ")) }
    if !removed.isEmpty { parts.append("removed " + removed.joined(separator: ", ")) }
    if !changed.isEmpty { parts.append("changed " + changed.joined(separator: ", ")) }
    let retrained = new.models.filter { model in
      models.contains { $0.name == model.name && $0.digest != model.digest }
    }
    if !retrained.isEmpty {
      parts.append("models " + retrained.map(\.name).joined(separator: ", "))
    }
    return parts.isEmpty ? "definitions changed" : parts.joined(separator: "; ")
  }
}
