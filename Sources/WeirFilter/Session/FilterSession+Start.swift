import WeirEngine
import WeirJSON
import WeirProject

/// State as a session begins with it.
struct RestoredState {
  var state: EngineState
  var digest: String?
  var notices: [String] = []
}

/// Everything that must be there before the first message: loaded, opened, locked.
struct FilterParts {
  let time: Timestamp
  let set: PolicySet
  let facts: PolicyFacts
  let stateFile: StateFile?
  let restored: RestoredState
  let audit: AuditLog?
  let held: OutputFile?
  let rejected: OutputFile?

  init(
    _ settings: FilterSettings, at time: Timestamp, _ load: FilterSession.Load
  ) throws(FilterError) {
    self.time = time
    do throws(PolicySetError) { set = try load() } catch { throw .policies(error) }
    facts = PolicyFacts(set, levels: settings.levels)
    if let needed = facts.heldNeedsPlace(settings) { throw needed }
    if let state = settings.state {
      stateFile = try StateFile(path: state.file)
    } else {
      stateFile = nil
    }
    restored = try Self.restore(stateFile, set)
    if let log = settings.audit {
      audit = try AuditLog(log, session: settings.session, at: time)
    } else {
      audit = nil
    }
    if case .file(let path) = settings.held {
      held = try OutputFile(path: path)
    } else {
      held = nil
    }
    if let path = settings.rejected {
      rejected = try OutputFile(path: path)
    } else {
      rejected = nil
    }
  }

  private static func restore(
    _ file: StateFile?, _ set: PolicySet
  ) throws(FilterError) -> RestoredState {
    var random = SystemRandomNumberGenerator()
    let fresh = EngineState(set.program, seed: (random.next(), random.next()))
    guard let loaded = try file?.load(for: set.program) else {
      return RestoredState(state: fresh)
    }
    switch loaded {
    case .nothing: return RestoredState(state: fresh)
    case .state(let state, let report, let digest, let notice):
      var notices = notice.map { [$0] } ?? []
      if !report.dropped.isEmpty {
        notices.append(
          "state: no longer in the policies, or there with other numbers: "
            + report.dropped.joined(separator: ", "))
      }
      return RestoredState(state: state, digest: digest, notices: notices)
    }
  }
}

extension PolicyFacts {
  /// Messages that a set can hold must have a place, before the first one comes.
  func heldNeedsPlace(_ settings: FilterSettings) -> FilterError? {
    let isNeeded = settings.output == .messages && settings.held == nil && !holding.isEmpty
    return isNeeded ? .heldNeedsPlace(policies: holding) : nil
  }
}

extension FilterSession {
  /// Says what is to be known before the first message, and proves that the audit can be written.
  mutating func begin(_ parts: FilterParts) throws(FilterError) {
    try checkFiles()
    for file in [held, rejected] { if let notice = try file?.mend() { say(notice) } }
    for notice in parts.restored.notices { say(notice) }
    if let state, !state.leftBehind.isEmpty {
      say(
        "state \(state.path): the last run ended without saving; "
          + "up to \(state.leftBehind) of limits and windows are lost")
    }
    if facts.enforcedCount == 0 {
      say("no policy is enforced: every well-formed message will pass as it is")
    }
    if let every = settings.state?.everyMicroseconds {
      state?.markOpen(everyMicroseconds: every)
    }
    recordSession(AuditAction.sessionStart, at: parts.time)
    try audit?.flush(syncs: settings.syncs)
  }

  /// The audit log must be a file of its own: other lines would break its chain.
  private func checkFiles() throws(FilterError) {
    guard let log = audit?.file.identity, log.isRegular else { return }
    let others = [held?.identity, rejected?.identity, FileIdentity(streams.output)]
    for case .some(let other) in others where other.isSameFile(as: log) {
      throw .audit(
        path: settings.audit?.file ?? "", reason: "is also an output; give it a file of its own")
    }
  }

  /// Which policies, models and state decide from here on.
  mutating func recordSession(
    _ action: StaticString, at now: Timestamp, tally: FilterTally? = nil
  ) {
    let (settings, facts, stateDigest) = (settings, facts, stateDigest)
    audit?.record(action, at: now) { text in
      text.member("weir.session", settings.session)
      text.member("weir.policies", facts.digest)
      text.name("weir.models")
      text.open("{")
      for model in facts.models {
        text.name(text: model.name)
        text.value(model.digest)
      }
      text.close("}")
      text.member("weir.state", stateDigest)
      text.member("weir.shadow", settings.output == .shadow)
      tally?.write(to: &text)
    }
  }

  mutating func say(_ sentence: String) {
    progress.clear(say: streams.say)
    streams.say("weir: " + sentence + "\n")
  }
}

extension FilterTally {
  fileprivate func write(to text: inout JSONBytes) {
    text.member("weir.lines", lines)
    text.member("weir.passed", passed)
    text.member("weir.held", held)
    text.member("weir.denied", denied)
  }
}
