/// One limit's token buckets, one for each key (GCRA).
///
/// Where one limit is asked, `take`. Where several are, `check` all first, then `charge` all if none
/// refuses. A bucket that is full again is forgotten: its key then is a newcomer, which makes no
/// difference to any answer. So newcomers take such a bucket's place where they come by one, and of
/// the others some are swept out with every newcomer. At `keysMax` keys newcomers share one overflow
/// bucket and known keys are unharmed. Of thousands each costs 43 to 57 bytes while they grow; a table
/// of which an eighth is left shrinks. All take constant time, apart from the rebuilding when the
/// table grows or shrinks.
public struct LimitTable: Sendable {
  public let settings: LimitSettings
  public let keysMax: Int
  var buckets: OpenTable<LimitBucket>
  var overflowFullAt: Int128 = LimitBucket.neverUsed
  /// Counts up to 15 and begins again: one charge in sixteen that makes nothing grow sweeps too, so
  /// that a table shrinks when newcomers stay away.
  private var calmCharges: UInt8 = 0

  public init(settings: LimitSettings, keysMax: Int = SignalLimits.keysMax) {
    self.settings = settings
    self.keysMax = min(max(keysMax, 0), Int(UInt32.max))
    buckets = OpenTable()
  }

  /// The keys held, buckets included that are full again and not yet swept.
  public var keyCount: Int { buckets.count }

  /// Takes `cost` from the bucket of `key` if all of it is there: `check`, then `charge`, in one.
  public mutating func take(_ key: KeyHash, cost: Int64, now: Int64) -> LimitAnswer {
    let moment = settings.units(at: now)
    let seat = buckets.seat(of: key) { $0.fullAt <= moment }
    guard seat.isKnown || buckets.count < keysMax else {
      return takeAtBound(key, cost: cost, now: now)
    }
    let start = seat.isKnown ? max(buckets[seat.index].fullAt, moment) : moment
    let answer = settings.answer(fullAt: start, cost: cost, moment: moment, isOverflow: false)
    if answer.isAllowed, cost > 0 {
      // What is allowed leaves the bucket no emptier than empty: nothing to clamp.
      let bucket = LimitBucket(hash: key, fullAt: start &+ settings.units(of: cost))
      put(bucket, at: seat, moment: moment)
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
    if let index = buckets.find(key) {
      return settings.answer(
        fullAt: buckets[index].fullAt, cost: cost, moment: moment, isOverflow: false)
    }
    if buckets.count >= keysMax { sweep(steps: SignalLimits.sweepStepsAtBound, moment: moment) }
    let isOverflow = buckets.count >= keysMax
    return settings.answer(
      fullAt: isOverflow ? overflowFullAt : moment, cost: cost, moment: moment,
      isOverflow: isOverflow)
  }

  /// Takes `cost` from the bucket of `key`; what is not there cannot be taken.
  public mutating func charge(_ key: KeyHash, cost: Int64, now: Int64) {
    guard cost > 0 else { return }
    let moment = settings.units(at: now)
    let seat = buckets.seat(of: key) { $0.fullAt <= moment }
    guard seat.isKnown || buckets.count < keysMax else {
      overflowFullAt = settings.charged(fullAt: overflowFullAt, cost: cost, moment: moment)
      return sweep(steps: SignalLimits.sweepSteps, moment: moment)
    }
    let before = seat.isKnown ? buckets[seat.index].fullAt : moment
    let fullAt = settings.charged(fullAt: before, cost: cost, moment: moment)
    put(LimitBucket(hash: key, fullAt: fullAt), at: seat, moment: moment)
  }

  private mutating func put(_ bucket: LimitBucket, at seat: TableSeat, moment: Int128) {
    if buckets[seat.index].isVacant {
      grow(by: bucket, at: seat, moment: moment)
    } else {
      buckets[seat.index] = bucket
      calmCharges = (calmCharges &+ 1) & 15
      guard calmCharges == 0 else { return }
    }
    sweep(steps: SignalLimits.sweepSteps, moment: moment)
  }

  private mutating func grow(by bucket: LimitBucket, at seat: TableSeat, moment: Int128) {
    guard buckets.isCrowded else { return buckets.fill(seat, with: bucket) }
    sweep(steps: buckets.capacity + buckets.count, moment: moment)
    if buckets.isStillFull { buckets.rebuild(capacity: capacityForCount) }
    _ = buckets.insert(bucket)
  }

  private var capacityForCount: Int {
    OpenTable<LimitBucket>.capacity(for: buckets.count, keysMax: keysMax)
  }

  /// Forgets buckets that are full again, over the next `steps` places.
  private mutating func sweep(steps: Int, moment: Int128) {
    for _ in 0..<steps {
      let bucket = buckets[buckets.cursor]
      if !bucket.isVacant, bucket.fullAt <= moment {
        buckets.remove(at: buckets.cursor)
      } else {
        buckets.advanceCursor()
      }
    }
    if buckets.isSparse { buckets.rebuild(capacity: capacityForCount) }
  }
}

/// 32 bytes: the key's hash and when its bucket is full again, in the units of `LimitSettings`.
struct LimitBucket: OpenTableEntry, Sendable {
  /// Below every time there is, as products stay within 2¹²⁶.
  static var neverUsed: Int128 { .min }
  static var vacant: LimitBucket {
    LimitBucket(hash: KeyHash(high: 0, low: 0), fullAt: neverUsed)
  }

  let hash: KeyHash
  var fullAt: Int128
  var isVacant: Bool { fullAt == Self.neverUsed }
}
