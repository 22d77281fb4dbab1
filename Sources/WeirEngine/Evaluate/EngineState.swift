import WeirSignals

/// What a policy set remembers from message to message: windows, limits and the newest time.
///
/// One object may serve the evaluators of several threads; each call is one critical section. What
/// is read and changed for a message is in `StagedLine`.
public final class EngineState: Sendable {
  struct Tables {
    var windows: [WindowTable]
    /// By place in `limitNames`.
    var limits: [LimitTable]
    var newest = Int64.min
  }

  let seed: (UInt64, UInt64)
  let windowNames: [String]
  let limitNames: [String]
  /// Windows that count malformed lines, all under one key.
  let malformedWindows: [Int]
  let emptyKey: KeyHash
  let tables: GuardedTables

  /// Empty state for a program.
  ///
  /// - Parameter seed: random and secret, so that nobody can craft keys that collide.
  public init(_ program: Program, seed: (UInt64, UInt64)) {
    self.seed = seed
    let tables = Self.emptyTables(program)
    windowNames = program.windows.map(\.name)
    limitNames = program.policies.filter(\.isLimit).map(\.name)
    malformedWindows = program.windows.indices.filter { program.windows[$0].countsMalformed }
    emptyKey = KeyHasher(seed: seed).finalize()
    self.tables = GuardedTables(tables)
  }

  private static func emptyTables(_ program: Program) -> Tables {
    let windows = program.windows.map { window in
      WindowTable(
        settings: WindowSettings(kind: window.kind, lengthMicroseconds: window.lengthMicroseconds),
        keysMax: program.bounds.keysMax)
    }
    let limits = program.policies.compactMap { policy -> LimitTable? in
      guard case .limit(let limit) = policy.body else { return nil }
      return LimitTable(
        settings: LimitSettings(
          allowed: limit.allowed, periodMicroseconds: limit.periodMicroseconds, burst: limit.burst),
        keysMax: program.bounds.keysMax)
    }
    return Tables(windows: windows, limits: limits)
  }

  /// The newest time seen, if any message was.
  public var newest: Timestamp? {
    tables.withLock { $0.newest == .min ? nil : Timestamp(microseconds: $0.newest) }
  }

  /// Keys held by all limits and windows together.
  public var keyCount: Int {
    tables.withLock { tables in
      tables.windows.reduce(0) { $0 + $1.keyCount } + tables.limits.reduce(0) { $0 + $1.keyCount }
    }
  }
}

extension CompiledPolicy {
  var isLimit: Bool {
    if case .limit = body { return true }
    return false
  }
}

extension CompiledWindow {
  var kind: WindowKind {
    switch function {
    case .count: .count
    case .sum: isInteger ? .sumInteger : .sumReal
    case .distinct: .distinct
    }
  }
}
