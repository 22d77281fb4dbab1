import WeirSignals

extension EngineState {
  /// What restoring found no place for, or could not read.
  public struct RestoreReport: Sendable {
    /// Limits and windows that go on where they were.
    public var restored: [String] = []
    /// Saved ones that this set no longer has, or has with other numbers.
    public var dropped: [String] = []
    /// Ones of this set that begin empty.
    public var fresh: [String] = []
  }

  /// All state as bytes; linear in the keys held.
  public func encode() -> [UInt8] {
    tables.withLock { tables in
      var saved: [StateSnapshot.Table] = []
      for (name, table) in zip(windowNames, tables.windows) {
        saved.append(.init(name: name, table))
      }
      for (name, table) in zip(limitNames, tables.limits) { saved.append(.init(name: name, table)) }
      return StateSnapshot(seed: seed, newestTime: tables.newest, tables: saved).encode()
    }
  }

  /// State for a program from saved bytes: what fits goes on, the rest begins empty.
  public static func restore(
    _ bytes: [UInt8], for program: Program
  ) throws(SnapshotError) -> (EngineState, RestoreReport) {
    let snapshot = try StateSnapshot(decoding: bytes)
    let state = EngineState(program, seed: snapshot.seed)
    let report = try state.fill(from: snapshot)
    return (state, report)
  }

  /// Carries the state over to a changed program: what has the same name and numbers goes on.
  public func carried(
    to program: Program
  ) throws(SnapshotError) -> (EngineState, RestoreReport) {
    try Self.restore(encode(), for: program)
  }

  private func fill(from snapshot: StateSnapshot) throws(SnapshotError) -> RestoreReport {
    var report = RestoreReport()
    var saved = snapshot.tables
    var filled: Tables = tables.withLock { $0 }
    for (place, name) in windowNames.enumerated() {
      let settings = filled.windows[place].settings
      guard let table = Self.take(name, .window, settings.fingerprint, from: &saved) else {
        report.fresh.append(name)
        continue
      }
      filled.windows[place] = try WindowTable(
        decoding: table.bytes, settings: settings, keysMax: filled.windows[place].keysMax)
      report.restored.append(name)
    }
    for (place, name) in limitNames.enumerated() {
      let settings = filled.limits[place].settings
      guard let table = Self.take(name, .limit, settings.fingerprint, from: &saved) else {
        report.fresh.append(name)
        continue
      }
      filled.limits[place] = try LimitTable(
        decoding: table.bytes, settings: settings, keysMax: filled.limits[place].keysMax)
      report.restored.append(name)
    }
    report.dropped = saved.map(\.name)
    filled.newest = snapshot.newestTime
    let result = filled
    tables.withLock { $0 = result }
    return report
  }

  private static func take(
    _ name: String, _ kind: StateSnapshot.TableKind, _ fingerprint: UInt64,
    from saved: inout [StateSnapshot.Table]
  ) -> StateSnapshot.Table? {
    guard
      let place = saved.firstIndex(where: {
        $0.name == name && $0.kind == kind && $0.fingerprint == fingerprint
      })
    else { return nil }
    return saved.remove(at: place)
  }
}
