@testable import WeirSignals

/// A token bucket in the plainest way: tokens as an exact fraction, refilled at each look.
///
/// Small numbers only. Independent of the table: it stores what is left, not when it is full.
struct LimitOracle {
  /// In units of 1/period tokens.
  private struct Bucket {
    var left: Int64
    var at: Int64
  }

  let settings: LimitSettings
  let keysMax: Int
  private var buckets: [Int64: Bucket] = [:]
  private var overflow: Bucket

  init(settings: LimitSettings, keysMax: Int) {
    self.settings = settings
    self.keysMax = keysMax
    overflow = Bucket(left: settings.burst * settings.periodMicroseconds, at: .min)
  }

  private var full: Int64 { settings.burst * settings.periodMicroseconds }

  private func refilled(_ bucket: Bucket, _ now: Int64) -> Bucket {
    guard bucket.at > .min else { return Bucket(left: full, at: now) }
    return Bucket(
      left: min(full, bucket.left + (now - bucket.at) * settings.allowed), at: now)
  }

  private mutating func forgetFull(_ now: Int64) {
    buckets = buckets.mapValues { refilled($0, now) }.filter { $0.value.left < full }
  }

  mutating func check(_ key: Int64, cost: Int64, now: Int64) -> LimitAnswer {
    forgetFull(now)
    let isOverflow = buckets[key] == nil && buckets.count >= keysMax
    let bucket = isOverflow ? refilled(overflow, now) : buckets[key]
    let left = bucket?.left ?? full
    let need = cost * settings.periodMicroseconds
    let isAllowed = need <= left
    return LimitAnswer(
      isAllowed: isAllowed,
      remaining: (isAllowed ? left - need : left) / settings.periodMicroseconds,
      retryAfter: isAllowed ? 0 : wait(left, need), isOverflow: isOverflow)
  }

  private func wait(_ left: Int64, _ need: Int64) -> Int64? {
    guard need <= full, settings.allowed > 0 else { return nil }
    var wait: Int64 = 0
    while left + wait * settings.allowed < need { wait += 1 }
    return wait
  }

  mutating func charge(_ key: Int64, cost: Int64, now: Int64) {
    guard cost > 0 else { return }
    forgetFull(now)
    let need = cost * settings.periodMicroseconds
    if buckets[key] == nil, buckets.count >= keysMax {
      overflow = refilled(overflow, now)
      overflow.left = max(0, overflow.left - need)
    } else {
      let left = buckets[key]?.left ?? full
      buckets[key] = Bucket(left: max(0, left - need), at: now)
    }
  }
}
