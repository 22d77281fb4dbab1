import WeirChecker
import WeirSyntax

/// What the reference remembers: every event of every window, and a bucket for each key.
struct RefState {
  struct Event {
    var key: [RefScalar]
    var value: RefScalar?
    var time: Int64
  }
  var newest: Int64?
  var windows: [[Event]] = []
  var buckets: [[[RefScalar]: RefBucket]] = []

  init(_ set: CheckedSet) {
    windows = set.windows.map { _ in [] }
    buckets = set.policies.map { _ in [:] }
  }

  /// ⌊60·t / length⌋
  private static func slot(_ time: Int64, _ length: Int64) -> Int128 {
    let scaled = Int128(time) * 60
    let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: Int128(length))
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// Adds an event; what has left the window then is gone for good. A time that falls (arrivals of
  /// malformed lines move no clock) counts as the newest that its key has seen.
  mutating func feed(_ window: Int, _ event: Event, length: Int64) {
    var event = event
    for earlier in windows[window] where earlier.key == event.key {
      event.time = max(event.time, earlier.time)
    }
    windows[window].append(event)
    let oldest = Self.slot(event.time, length) - 60
    windows[window].removeAll { $0.key == event.key && Self.slot($0.time, length) < oldest }
  }

  func read(_ window: CheckedWindow, _ place: Int, _ key: [RefScalar], now: Int64) -> RefResult {
    let length = window.lengthMicroseconds
    let inside = windows[place].filter {
      $0.key == key && Self.slot($0.time, length) >= Self.slot(now, length) - 60
    }
    switch window.function {
    case .count: return .int(Int64(inside.count))
    case .distinct: return .int(Int64(Set(inside.map(\.value)).count))
    case .sum:
      if window.value?.type.wrapped == .float {
        return .float(inside.compactMap(\.value?.double).reduce(0, +))
      }
      return .int(
        inside.reduce(Int128(0)) { sum, event in
          if case .int(let number)? = event.value { sum + Int128(number) } else { sum }
        })
    }
  }
}

/// A token bucket in whole numbers: a token is `period` units, a microsecond brings `allowed`.
struct RefBucket {
  var units: Int128
  var time: Int64

  init(full limit: CheckedLimit, at now: Int64) {
    units = Int128(limit.burst) * Int128(limit.periodMicroseconds)
    time = now
  }

  mutating func refill(_ limit: CheckedLimit, now: Int64) {
    let room = Int128(limit.burst) * Int128(limit.periodMicroseconds)
    units = min(room, units + Int128(now - time) * Int128(limit.allowed))
    time = now
  }

  mutating func charge(_ limit: CheckedLimit, _ cost: Int64) {
    units -= Int128(cost) * Int128(limit.periodMicroseconds)
  }

  func answer(_ limit: CheckedLimit, _ cost: Int64) -> RefLimitAnswer {
    let need = Int128(cost) * Int128(limit.periodMicroseconds)
    let isAllowed = need <= units
    var wait: Int64? = 0
    if !isAllowed {
      let missing = need - units
      wait =
        cost > limit.burst || limit.allowed == 0
        ? nil : Int64((missing + Int128(limit.allowed) - 1) / Int128(limit.allowed))
    }
    let left = (isAllowed ? units - need : units) / Int128(limit.periodMicroseconds)
    return RefLimitAnswer(isAllowed: isAllowed, remaining: Int64(left), retryAfter: wait)
  }
}

struct RefLimitAnswer: Hashable {
  var isAllowed: Bool
  var remaining: Int64
  var retryAfter: Int64?
}
