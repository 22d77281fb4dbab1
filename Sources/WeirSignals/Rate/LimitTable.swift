/// One limit's token buckets, one for each key (GCRA).
///
/// Where one limit is asked, `take`. Where several are, `check` all first, then `charge` all if none
/// refuses. A bucket that is full again is forgotten: its key then is a newcomer, which makes no
/// difference to any answer. So newcomers take such a bucket's place where they come by one, and of
/// the others some are swept out with every newcomer. At `keysMax` keys newcomers share one overflow
/// bucket and known keys are unharmed. Of many keys each costs 43 to 57 bytes while their number
/// grows; a table of which an eighth is left shrinks. All take constant time, apart from the
/// rebuilding when a table grows or shrinks: see `LimitBuckets`.
public struct LimitTable: Sendable {
  public let settings: LimitSettings
  public let keysMax: Int
  var buckets: LimitBuckets
  var overflowFullAt: Int128 = LimitBucket.neverUsed

  public init(settings: LimitSettings, keysMax: Int = SignalLimits.keysMax) {
    self.init(settings: settings, keysMax: keysMax, splitAbove: SignalLimits.keysInOneTable)
  }

  init(settings: LimitSettings, keysMax: Int, splitAbove: Int) {
    self.settings = settings
    self.keysMax = min(max(keysMax, 0), Int(UInt32.max))
    buckets = LimitBuckets(keysMax: self.keysMax, splitAbove: splitAbove)
  }

  /// The keys held, buckets included that are full again and not yet swept.
  public var keyCount: Int { buckets.count }

  /// Asks for the memory that the limit of a key is in, some time before it is needed; see
  /// ``WindowTable/expect(_:_:)``.
  public mutating func expect(_ key: KeyHash) { buckets.expect(key) }

  /// Takes `cost` from the bucket of `key` if all of it is there: `check`, then `charge`, in one.
  public mutating func take(_ key: KeyHash, cost: Int64, now: Int64) -> LimitAnswer {
    let moment = settings.units(at: now)
    let seat = buckets.seat(of: key, moment: moment)
    guard seat.place.isKnown || buckets.count < keysMax else {
      return takeAtBound(key, cost: cost, now: now)
    }
    let start = max(buckets.fullAt(seat, moment: moment), moment)
    let answer = settings.answer(fullAt: start, cost: cost, moment: moment, isOverflow: false)
    if answer.isAllowed, cost > 0 {
      // What is allowed leaves the bucket no emptier than empty: nothing to clamp.
      let bucket = LimitBucket(hash: key, fullAt: start &+ settings.units(of: cost))
      buckets.put(bucket, at: seat, moment: moment)
    }
    return answer
  }

  private mutating func takeAtBound(_ key: KeyHash, cost: Int64, now: Int64) -> LimitAnswer {
    let answer = check(key, cost: cost, now: now)
    if answer.isAllowed { charge(key, cost: cost, now: now) }
    return answer
  }

  /// What the limit says to `cost` at `now`; nothing is charged.
  public mutating func check(_ key: KeyHash, cost: Int64, now: Int64) -> LimitAnswer {
    let moment = settings.units(at: now)
    if let fullAt = buckets.fullAt(key) {
      return settings.answer(fullAt: fullAt, cost: cost, moment: moment, isOverflow: false)
    }
    if buckets.count >= keysMax {
      buckets.sweep(beside: key, steps: SignalLimits.sweepStepsAtBound, moment: moment)
    }
    let isOverflow = buckets.count >= keysMax
    return settings.answer(
      fullAt: isOverflow ? overflowFullAt : moment, cost: cost, moment: moment,
      isOverflow: isOverflow)
  }

  /// Takes `cost` from the bucket of `key`; what is not there cannot be taken.
  public mutating func charge(_ key: KeyHash, cost: Int64, now: Int64) {
    guard cost > 0 else { return }
    let moment = settings.units(at: now)
    let seat = buckets.seat(of: key, moment: moment)
    guard seat.place.isKnown || buckets.count < keysMax else {
      overflowFullAt = settings.charged(fullAt: overflowFullAt, cost: cost, moment: moment)
      return buckets.sweep(beside: key, steps: SignalLimits.sweepSteps, moment: moment)
    }
    let before = buckets.fullAt(seat, moment: moment)
    let fullAt = settings.charged(fullAt: before, cost: cost, moment: moment)
    buckets.put(LimitBucket(hash: key, fullAt: fullAt), at: seat, moment: moment)
  }
}
