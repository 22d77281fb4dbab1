/// One sliding window for each key: a count, a sum, or how many different values.
///
/// `WindowSettings` says what is inside. Each message feeds before it reads. Keys with nothing left
/// in the window are dropped first; when none is left to drop, what is fed for a newcomer is lost,
/// and every key not known at that time fails until the loss is older than the window. A table
/// without keys is one that is always given the same key. Times must not fall; one that does counts
/// as the newest its key has seen, so a message can count too long but never too little. A key
/// costs 64 to 84 bytes and 32 for each slot with something in it (`distinct`: 70 for each value).
/// Feeding and reading take constant time, sums up to 61 steps, growth aside.
public struct WindowTable: Sendable {
  public let settings: WindowSettings
  public let keysMax: Int
  var keys = OpenTable<WindowKey>()
  var cells: WindowCells
  /// For `distinct`: from key and value to the cell.
  var pairs = OpenTable<WindowPair>()
  /// The newest slot in which something was lost because the table was full.
  var lostThrough = Int64.min
  /// Places that the next sweep looks at.
  var sweepDue = 0

  /// - Parameters:
  ///   - keysMax: keys held at most.
  ///   - cellsMax: slots (or, for `distinct`, values) held at most, over all keys.
  public init(
    settings: WindowSettings, keysMax: Int = SignalLimits.keysMax,
    cellsMax: Int = SignalLimits.windowCellsMax
  ) {
    self.settings = settings
    self.keysMax = min(max(keysMax, 0), Int(UInt32.max))
    cells = WindowCells(countMax: cellsMax)
  }

  /// The keys held, idle ones included that are not yet swept.
  public var keyCount: Int { keys.count }

  /// Adds what a message brings to the window of `key`.
  ///
  /// - Returns: What ``read(_:now:)`` says then.
  @discardableResult
  public mutating func feed(_ key: KeyHash, _ value: WindowValue, now: Int64) -> WindowAnswer {
    let slot = settings.slot(at: now)
    let oldest = settings.oldest(at: slot)
    if cells.isFull { sweep(steps: SignalLimits.sweepStepsAtBound, oldest: oldest) }
    let answer = add(value, of: key, slot: slot, oldest: oldest)
    sweepInTurn(oldest: oldest)
    return answer
  }

  private mutating func add(
    _ value: WindowValue, of key: KeyHash, slot: Int64, oldest: Int64
  ) -> WindowAnswer {
    guard let index = admit(key, oldest: oldest) else {
      lostThrough = max(lostThrough, slot)
      return .failure(.tableFull)
    }
    // In place: an entry that is copied is read back in other pieces than it was written in, for which
    // the processor waits until all of it is stored.
    let entry = keys.pointer(at: index)
    expire(&entry.pointee, oldest: oldest)
    // An idle key is a newcomer whether it has been swept or not.
    if isIdle(at: index, oldest: oldest) { entry.pointee.fail(through: lostThrough, .tableFull) }
    add(value, to: &entry.pointee, slot: slot)
    return answer(at: index, oldest: oldest)
  }

  /// The value of the window of `key`, this message included if it was fed.
  public mutating func read(_ key: KeyHash, now: Int64) -> WindowAnswer {
    let oldest = settings.oldest(at: settings.slot(at: now))
    if let index = keys.findAgain(key) {
      if !isCurrent(at: index, oldest: oldest) { expire(at: index, oldest: oldest) }
      if !isIdle(at: index, oldest: oldest) { return answer(at: index, oldest: oldest) }
    }
    return lostThrough >= oldest ? .failure(.tableFull) : zero
  }

  private var zero: WindowAnswer {
    switch settings.kind {
    case .count, .sumInteger, .distinct: .integer(0)
    case .sumReal: .real(0)
    }
  }

  // Changes nothing, but would be lent a copy of the table if it said so.
  private mutating func answer(at place: Int, oldest: Int64) -> WindowAnswer {
    guard keys[place].failingThrough < oldest else { return .failure(keys[place].reason) }
    let head = keys[place].head
    switch settings.kind {
    case .count, .distinct:
      return .integer(keys[place].tally)
    case .sumInteger:
      return Int64(exactly: sum(Int128(0), from: head) { $0 + Int128($1.total) })
        .map(WindowAnswer.integer) ?? .failure(.overflow)
    case .sumReal:
      let sum = sum(0.0, from: head) { $0 + $1.realTotal }
      return sum.isFinite ? .real(sum) : .failure(.overflow)
    }
  }

  /// Adds up from the oldest slot on, so that a sum of reals is the same on every machine.
  private func sum<Sum>(
    _ start: Sum, from head: UInt32, _ add: (Sum, WindowCells.Cell) -> Sum
  ) -> Sum {
    var sum = start
    var index = head
    while index != WindowCells.none {
      let cell = cells[index]
      sum = add(sum, cell)
      index = cell.next
    }
    return sum
  }
}
