/// What feeding does to one key.
extension WindowTable {
  mutating func add(_ value: WindowValue, to entry: inout WindowKey, slot: Int64) {
    switch value {
    case .one:
      promise(.count)
      entry.tally += 1
      add(Int64(1), to: &entry, slot: slot)
    case .integer(let number):
      promise(.sumInteger)
      add(number, to: &entry, slot: slot)
    case .real(let number):
      promise(.sumReal)
      add(number, to: &entry, slot: slot)
    case .hash(let hash):
      promise(.distinct)
      add(hash, to: &entry, slot: slot)
    }
  }

  private func promise(_ kind: WindowKind) {
    precondition(settings.kind == kind, "a window is fed values of its kind")
  }

  private mutating func add(_ number: Int64, to entry: inout WindowKey, slot: Int64) {
    guard let cell = newestCell(of: entry, slot: slot) else {
      return append(KeyHash(total: number), to: &entry, slot: slot)
    }
    let (total, isOver) = cells[cell].total.addingReportingOverflow(number)
    if isOver {
      entry.fail(through: cells[cell].slot, .overflow)
    } else {
      cells[cell].content = KeyHash(total: total)
    }
  }

  private mutating func add(_ number: Double, to entry: inout WindowKey, slot: Int64) {
    let cell = newestCell(of: entry, slot: slot)
    let total = cell.map { cells[$0].realTotal + number } ?? number
    guard total.isFinite else {
      return entry.fail(through: cell.map { cells[$0].slot } ?? slot, .overflow)
    }
    if let cell {
      cells[cell].content = KeyHash(realTotal: total)
    } else {
      append(KeyHash(realTotal: total), to: &entry, slot: slot)
    }
  }

  /// The cell to add to: the last one, unless a new slot has begun.
  private func newestCell(of entry: WindowKey, slot: Int64) -> UInt32? {
    entry.tail != WindowCells.none && cells[entry.tail].slot >= slot ? entry.tail : nil
  }

  private mutating func append(_ content: KeyHash, to entry: inout WindowKey, slot: Int64) {
    if cells.append(to: &entry, content: content, slot: slot) == nil {
      if settings.kind == .count { entry.tally -= 1 }
      entry.fail(through: slot, .tableFull)
    }
  }

  /// Values in order of their newest slot. When there are too many, the oldest makes room and the
  /// key fails for as long as that one would have been inside: exactly as long as there are more
  /// than `distinctMax`, since all others are at least as new.
  private mutating func add(_ value: KeyHash, to entry: inout WindowKey, slot: Int64) {
    let newest =
      entry.tail == WindowCells.none ? slot : max(slot, cells[entry.tail].slot)
    let pair = entry.hash.pairing(value)
    if let known = pairs.find(pair) {
      return renew(pairs[known].cell, value, of: &entry, slot: newest)
    }
    if entry.tally == SignalLimits.distinctMax {
      entry.fail(through: cells[entry.head].slot, .tooManyDistinct)
      removeFirst(of: &entry)
    }
    guard let cell = cells.append(to: &entry, content: value, slot: newest) else {
      return entry.fail(through: newest, .tableFull)
    }
    entry.tally += 1
    register(WindowPair(hash: pair, cell: cell))
  }

  /// Equal pairs of equal values have equal keys. Other ones come from forged state: the cell would
  /// be another key's, and its lists must not be touched.
  private mutating func renew(
    _ cell: UInt32, _ value: KeyHash, of entry: inout WindowKey, slot: Int64
  ) {
    guard cells[cell].content == value else { return entry.fail(through: slot, .tableFull) }
    cells.renew(cell, of: &entry, slot: slot)
  }

  mutating func register(_ pair: WindowPair) {
    if pairs.isCrowded || pairs.isSparse {
      pairs.rebuild(
        capacity: OpenTable<WindowPair>.capacity(for: pairs.count, keysMax: cells.countMax))
    }
    _ = pairs.insert(pair)
  }
}

/// What leaves a window.
extension WindowTable {
  mutating func expire(at index: Int, oldest: Int64) {
    expire(&keys.pointer(at: index).pointee, oldest: oldest)
  }

  mutating func expire(_ entry: inout WindowKey, oldest: Int64) {
    while entry.head != WindowCells.none, cells[entry.head].slot < oldest {
      removeFirst(of: &entry)
    }
  }

  private mutating func removeFirst(of entry: inout WindowKey) {
    switch settings.kind {
    case .count:
      entry.tally -= cells[entry.head].total
    case .distinct:
      entry.tally -= 1
      let pair = entry.hash.pairing(cells[entry.head].content)
      if let index = pairs.find(pair) { pairs.remove(at: index) }
    case .sumInteger, .sumReal:
      break
    }
    cells.removeFirst(of: &entry)
  }

  /// Where the key is, after making it known if need be; nil when the table is full.
  mutating func admit(_ key: KeyHash, oldest: Int64) -> Int? {
    if let index = keys.findAgain(key) { return index }
    if keys.count >= keysMax { sweep(steps: SignalLimits.sweepStepsAtBound, oldest: oldest) }
    guard keys.count < keysMax else { return nil }
    if keys.isCrowded {
      sweep(steps: keys.capacity + keys.count, oldest: oldest)
      if keys.isStillFull { keys.rebuild(capacity: capacityForCount) }
    }
    return keys.insert(WindowKey(hash: key, failingThrough: lostThrough))
  }

  private var capacityForCount: Int {
    OpenTable<WindowKey>.capacity(for: keys.count, keysMax: keysMax)
  }

  /// Gives back what has left the window over the next `steps` places, and keys that are idle.
  mutating func sweep(steps: Int, oldest: Int64) {
    for _ in 0..<steps { sweepPlace(oldest: oldest) }
    if keys.isSparse { keys.rebuild(capacity: capacityForCount) }
  }

  /// Sweeps a few places for each message that feeds, those of several messages at once: the memory
  /// of so many can be asked for together, one message before.
  mutating func sweepInTurn(oldest: Int64) {
    sweepDue += SignalLimits.sweepSteps
    let left = SignalLimits.sweepStepsAtOnce - sweepDue
    if left == SignalLimits.sweepSteps { expectSweep(steps: SignalLimits.sweepStepsAtOnce) }
    if left > 0 { return }
    sweep(steps: sweepDue, oldest: oldest)
    sweepDue = 0
  }

  private mutating func sweepPlace(oldest: Int64) {
    let index = keys.cursor
    if keys[index].isVacant || isCurrent(at: index, oldest: oldest) { return keys.advanceCursor() }
    expire(at: index, oldest: oldest)
    if isIdle(at: index, oldest: oldest) {
      keys.remove(at: index)
    } else {
      keys.advanceCursor()
    }
  }

  /// Whether an entry holds something, all of it inside the window.
  @inline(__always)
  func isCurrent(at index: Int, oldest: Int64) -> Bool {
    let head = keys[index].head
    return head != WindowCells.none && cells[head].slot >= oldest
  }

  /// Whether an expired entry says nothing that an unknown key would not.
  // By its place, as handing over the entry would copy all of it.
  func isIdle(at index: Int, oldest: Int64) -> Bool {
    keys[index].head == WindowCells.none && keys[index].failingThrough < oldest
  }
}
