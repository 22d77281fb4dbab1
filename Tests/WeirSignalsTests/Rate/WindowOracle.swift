import WeirSignals

/// Windows in the plainest way: every feed is kept and looked at again for each reading.
struct WindowOracle {
  private struct Feed {
    let key: Int64
    let number: Int64
    let time: Int64
  }

  let settings: WindowSettings
  private var feeds: [Feed] = []

  init(settings: WindowSettings) { self.settings = settings }

  mutating func feed(_ key: Int64, _ number: Int64, now: Int64) {
    feeds.append(Feed(key: key, number: number, time: now))
  }

  private func slot(_ time: Int64) -> Int64 {
    let scaled = time * 60
    let quotient = scaled / settings.lengthMicroseconds
    return scaled % settings.lengthMicroseconds < 0 ? quotient - 1 : quotient
  }

  /// The numbers inside, by the definition in slots.
  private func inside(_ key: Int64, _ now: Int64) -> [Int64] {
    feeds.filter { $0.key == key && slot($0.time) >= slot(now) - 60 }.map(\.number)
  }

  /// The numbers truly younger than the length, and those not older than a sixtieth more.
  func bounds(_ key: Int64, now: Int64) -> ClosedRange<Int64> {
    let length = settings.lengthMicroseconds
    let young = feeds.filter { $0.key == key && now - $0.time <= length }.count
    let old = feeds.filter { $0.key == key && (now - $0.time - length) * 60 < length }.count
    return Int64(young)...Int64(old)
  }

  func isIdle(_ key: Int64, now: Int64) -> Bool { inside(key, now).isEmpty }

  func read(_ key: Int64, now: Int64) -> WindowAnswer {
    let numbers = inside(key, now)
    switch settings.kind {
    case .count: return .integer(Int64(numbers.count))
    case .sumInteger: return .integer(numbers.reduce(0, +))
    case .sumReal: return .real(numbers.reduce(0.0) { $0 + Double($1) / 4 })
    case .distinct: return .integer(Int64(Set(numbers).count))
    }
  }
}

extension WindowKind {
  /// What a message with this number feeds; quarters, so that sums of reals are exact too.
  func value(_ number: Int64) -> WindowValue {
    switch self {
    case .count: .one
    case .sumInteger: .integer(number)
    case .sumReal: .real(Double(number) / 4)
    case .distinct: .hash(key(number))
    }
  }
}
