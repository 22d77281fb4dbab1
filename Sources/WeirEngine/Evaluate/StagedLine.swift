import WeirSignals

/// What judging one line needs from the state that all lines share, and what it owes to it.
///
/// Lines may be judged side by side by several evaluators, while windows, limits and the newest
/// time see them in the order of the input. So judging falls into stages:
///
/// ```
/// stage      order of lines   what
/// survey     any              reads the line: its moment, what it brings to windows
/// admit      the input's      the newest time; windows are fed and read
/// assess     any              rules, patterns, redaction; what it asks of limits
/// settle     the input's      limits are checked and charged
/// conclude   any              the limits' reasons, the verdict
/// ```
///
/// `survey` and `admit` are needed only where `Program.needsSurvey` says so. Reuse one value from
/// line to line, so that steady traffic allocates nothing.
public struct StagedLine: Sendable {
  /// Malformed lines move nothing but the windows that count them.
  var isMessage = false
  var isSurveyed = false
  var arrival: Int64 = 0
  /// First the line's own moment, then the one by which it is judged: never before the newest seen.
  var moment: Int64 = 0
  var entries = PlainList<WindowEntry>()
  var windows = PlainList<WindowAnswer>()
  var demands = PlainList<LimitDemand>()
  var answers = PlainList<LimitAnswer>()

  public init() {}

  mutating func reset(arrival: Timestamp) {
    isMessage = false
    isSurveyed = false
    self.arrival = arrival.microseconds
    moment = self.arrival
    entries.clear()
    windows.clear()
    demands.clear()
    answers.clear()
  }
}

extension EngineState {
  /// Stage two, for lines in the order of the input that have been surveyed: one critical section.
  public func admit(_ lines: inout [StagedLine], count: Int) {
    tables.withLock { tables in
      if count > 0 { expect(&lines[0], &tables) }
      for place in 0..<count {
        if place + 1 < count { expect(&lines[place + 1], &tables) }
        admit(&lines[place], &tables)
      }
    }
  }

  func admit(_ line: inout StagedLine) {
    tables.withLock { tables in admit(&line, &tables) }
  }

  /// Asks for the memory that admitting a line will touch, some time before that.
  func expect(_ line: inout StagedLine) {
    if line.entries.isEmpty { return }
    tables.withLock { tables in expect(&line, &tables) }
  }

  private func expect(_ line: inout StagedLine, _ tables: inout Tables) {
    for place in line.entries.indices { line.entries[place].expect(&tables.windows[place]) }
  }

  private func admit(_ line: inout StagedLine, _ tables: inout Tables) {
    guard line.isMessage else { return countMalformed(at: line.arrival, &tables) }
    tables.newest = max(tables.newest, line.moment)
    line.moment = tables.newest
    for place in line.entries.indices {
      line.entries[place].expectCells(&tables.windows[place])
    }
    for place in line.entries.indices {
      line.windows.append(line.entries[place].apply(to: &tables.windows[place], now: line.moment))
    }
  }

  /// Malformed lines feed the windows that count them, at their arrival or the newest time seen.
  private func countMalformed(at arrival: Int64, _ tables: inout Tables) {
    let now = max(tables.newest, arrival)
    for place in malformedWindows { tables.windows[place].feed(emptyKey, .one, now: now) }
  }

  /// Stage four, for lines in the order of the input: one critical section.
  public func settle(_ lines: inout [StagedLine], count: Int) {
    tables.withLock { tables in
      for place in 0..<count { settle(&lines[place], &tables) }
    }
  }

  /// Asks for the memory that settling a line will touch, some time before that.
  func expectLimits(_ line: inout StagedLine) {
    if line.demands.isEmpty { return }
    tables.withLock { tables in
      for place in line.demands.indices {
        tables.limits[line.demands[place].limit].expect(line.demands[place].key)
      }
    }
  }

  func settle(_ line: inout StagedLine) {
    tables.withLock { tables in settle(&line, &tables) }
  }

  private func settle(_ line: inout StagedLine, _ tables: inout Tables) {
    guard line.isMessage else { return }
    if !line.isSurveyed {
      tables.newest = max(tables.newest, line.moment)
      line.moment = tables.newest
    }
    switch line.demands.count {
    case 0: break
    case 1: settleLimit(line.demands[0], &line, &tables)
    default: settleLimits(&line, &tables)
    }
  }

  /// The only demand is charged if it is not refused, enforced or not.
  private func settleLimit(
    _ demand: LimitDemand, _ line: inout StagedLine, _ tables: inout Tables
  ) {
    line.answers.append(
      tables.limits[demand.limit].take(demand.key, cost: demand.cost, now: line.moment))
  }

  /// Checks every demand, then charges those whose group refuses nothing: enforced limits hear only
  /// enforced ones, observed limits hear all, as they would if they were enforced.
  private func settleLimits(_ line: inout StagedLine, _ tables: inout Tables) {
    var enforcedPass = true
    var allPass = true
    for place in line.demands.indices {
      let demand = line.demands[place]
      let answer = tables.limits[demand.limit].check(
        demand.key, cost: demand.cost, now: line.moment)
      line.answers.append(answer)
      if answer.isAllowed { continue }
      allPass = false
      if demand.isEnforced { enforcedPass = false }
    }
    for place in line.demands.indices {
      let demand = line.demands[place]
      guard demand.isEnforced ? enforcedPass : allPass else { continue }
      tables.limits[demand.limit].charge(demand.key, cost: demand.cost, now: line.moment)
    }
  }
}
