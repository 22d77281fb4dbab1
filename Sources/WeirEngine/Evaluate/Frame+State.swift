import WeirSignals
import WeirSyntax

/// What one message brings to one window.
struct WindowEntry: Sendable {
  enum Feed: Sendable {
    case nothing
    /// Nothing, and no rule reads what the window holds.
    case unread
    case value(WindowValue)
    /// The condition, key or value failed: this message can't tell what the window holds.
    case failed
  }
  var key: KeyHash
  var feed: Feed

  /// Asks for the memory where the table has the key and the value.
  @inline(__always)
  func expect(_ table: inout WindowTable) {
    switch feed {
    case .failed, .unread: break
    case .nothing: table.expect(key, nil)
    case .value(let value): table.expect(key, value)
    }
  }

  /// Asks for the cells of the key.
  @inline(__always)
  func expectCells(_ table: inout WindowTable) {
    switch feed {
    case .failed, .unread: break
    case .nothing, .value: table.expectCells(key)
    }
  }

  func apply(to table: inout WindowTable, now: Int64) -> WindowAnswer {
    switch feed {
    case .failed: .failure(.overflow)
    case .unread: .integer(0)
    case .nothing: table.read(key, now: now)
    case .value(let value): table.feed(key, value, now: now)
    }
  }
}

/// What one message asks of one limit.
struct LimitDemand: Sendable {
  /// The place in `Program.limits`, and of its table.
  var limit: Int
  var key: KeyHash
  var cost: Int64
  var isEnforced: Bool
}

extension Frame {
  /// The hash of a window's key, made at most once a message; nil where a part fails.
  private mutating func windowKey(_ place: Int, seed: (UInt64, UInt64)) -> KeyHash? {
    switch windowKeys[place] {
    case .unknown:
      let key = freshWindowKey(place, seed: seed)
      windowKeys[place] = key.map { .hash($0) } ?? .failed
      return key
    case .failed: return nil
    case .hash(let key): return key
    }
  }

  private mutating func freshWindowKey(_ place: Int, seed: (UInt64, UInt64)) -> KeyHash? {
    let mark = scratch.mark
    defer { scratch.release(to: mark) }
    var hasher = KeyHasher(seed: seed)
    for part in program.windowKeys.keys[place] {
      guard add(program.windowKeys.parts[part], to: &hasher) else { return nil }
    }
    return hasher.finalize()
  }

  /// What the message brings to a window.
  ///
  /// - Parameter readsAll: Whether also what no rule reads is to be known.
  mutating func windowEntry(
    _ place: Int, seed: (UInt64, UInt64), readsAll: Bool
  ) -> WindowEntry {
    let window = program.windowPlans[place]
    let holds = window.condition.map { condition($0) } ?? .value(true)
    if window.isGuarded, !readsAll, holds == .value(false) {
      return WindowEntry(key: .zero, feed: .unread)
    }
    guard let key = windowKey(window.key, seed: seed) else {
      return WindowEntry(key: .zero, feed: .failed)
    }
    if window.countsMalformed { return WindowEntry(key: key, feed: .nothing) }
    switch holds {
    case .value(true): return WindowEntry(key: key, feed: windowFeed(window, seed: seed))
    case .value(false): return WindowEntry(key: key, feed: .nothing)
    case .absent, .failed: return WindowEntry(key: key, feed: .failed)
    }
  }

  private mutating func windowFeed(
    _ window: WindowPlan, seed: (UInt64, UInt64)
  ) -> WindowEntry.Feed {
    guard let value = window.value else { return .value(.one) }
    switch window.kind {
    case .count: return .value(.one)
    case .distinct: return hash(value, seed: seed).map { .value(.hash($0)) } ?? .failed
    case .sumInteger:
      guard case .value(let number) = int(value.node) else { return .failed }
      return .value(.integer(number))
    case .sumReal:
      guard case .value(let number) = float(value.node) else { return .failed }
      return .value(.real(number))
    }
  }

  mutating func demand(of limit: Int, seed: (UInt64, UInt64)) -> LimitDemand? {
    let plan = program.limits[limit]
    let mark = scratch.mark
    defer { scratch.release(to: mark) }
    var hasher = KeyHasher(seed: seed)
    for place in plan.keys {
      guard add(program.limitKeys[place], to: &hasher) else { return nil }
    }
    guard let cost = cost(plan.cost) else { return nil }
    return LimitDemand(
      limit: limit, key: hasher.finalize(), cost: cost, isEnforced: plan.isEnforced)
  }

  /// The cost, rounded up; nothing is cheaper than nothing.
  private mutating func cost(_ part: KeyPart?) -> Int64? {
    guard let part else { return 1 }
    switch part.representation {
    case .int:
      guard case .value(let cost) = int(part.node) else { return nil }
      return max(0, cost)
    case .float:
      guard case .value(let cost) = float(part.node), cost < 0x1p62 else { return nil }
      return Int64(max(0, cost.rounded(.up)))
    case .bool, .text, .network, .raw, .leaves: return nil
    }
  }

  /// The hash of a value to tell apart; nil where it fails.
  private mutating func hash(_ value: KeyPart, seed: (UInt64, UInt64)) -> KeyHash? {
    let mark = scratch.mark
    defer { scratch.release(to: mark) }
    var hasher = KeyHasher(seed: seed)
    return add(value, to: &hasher) ? hasher.finalize() : nil
  }

  private mutating func add(_ part: KeyPart, to hasher: inout KeyHasher) -> Bool {
    switch part.representation {
    case .text:
      guard case .value(let text) = text(part.node) else { return false }
      hasher.add(text: UnsafeRawBufferPointer(text))
    case .int:
      guard case .value(let value) = int(part.node) else { return false }
      hasher.add(integer: value)
    case .float:
      guard case .value(let value) = float(part.node) else { return false }
      hasher.add(real: value)
    case .bool:
      guard case .value(let value) = bool(part.node) else { return false }
      hasher.add(boolean: value)
    case .network:
      guard case .value(let value) = network(part.node) else { return false }
      hasher.add(integer: Int64(bitPattern: value.address.high))
      hasher.add(integer: Int64(bitPattern: value.address.low))
      hasher.add(integer: Int64(value.prefixLength))
    case .raw, .leaves: return false
    }
    return true
  }
}

extension KeyHash {
  /// Of no key.
  fileprivate static let zero = KeyHash(high: 0, low: 0)
}
