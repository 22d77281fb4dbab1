import Synchronization

/// The tables of an engine's state behind a lock, with the count of turns that `Guarded` explains.
///
/// Not a `Guarded` itself: the compiler makes no version of its own of what is generic over values
/// that cannot be copied, and looking up types at run time took 600 instructions a lock.
struct GuardedTables: ~Copyable, Sendable {
  private let mutex: Mutex<EngineState.Tables>
  private let turns = Atomic<UInt>(0)

  init(_ tables: EngineState.Tables) { mutex = Mutex(tables) }

  /// Calls `body` while nobody else is inside.
  @inline(__always)
  func withLock<Outcome: Sendable>(_ body: (inout EngineState.Tables) -> Outcome) -> Outcome {
    mutex.withLock { tables in
      let turn = turns.load(ordering: .acquiring)
      defer { turns.store(turn &+ 1, ordering: .releasing) }
      return body(&tables)
    }
  }
}
