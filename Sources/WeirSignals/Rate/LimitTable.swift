/// One limit's token buckets, one for each key (GCRA).
///
/// Check all limits first, then charge all of them if none refuses. A bucket that is full again is
/// forgotten: its key then is a newcomer, which makes no difference to any answer. At `keysMax` keys
/// newcomers share one overflow bucket and known keys are unharmed. While their number grows, a key
/// costs 43 to 57 bytes; a table of which an eighth is left shrinks. `check` and `charge` take
/// constant time, apart from the rebuilding when the table grows or shrinks.
public struct LimitTable: Sendable {
  public let settings: LimitSettings
  public let keysMax: Int
  var buckets: OpenTable<LimitBucket>
  var overflowFullAt: Int128 = LimitBucket.neverUsed
  /// Counts up to 15 and begins again: one known key in sixteen sweeps, so that a table shrinks when
  /// newcomers stay away; with every newcomer it is swept anyway, and nothing else makes it grow.
  private var knownCharges: UInt8 = 0

  public init(settings: LimitSettings, keysMax: Int = SignalLimits.keysMax) {
    self.settings = settings
    self.keysMax = min(max(keysMax, 0), Int(UInt32.max))
    buckets = OpenTable()
  }

  /// The keys held, buckets included that are full again and not yet swept.
  public var keyCount: Int { buckets.count }

  /// What the limit says to `cost` at `now`; nothing is charged.
  public mutating func check(_ key: KeyHash, cost: Int64, now: Int64) -> LimitAnswer {
    let moment = settings.units(at: now)
    if let index = buckets.findAgain(key) {
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
    if let index = buckets.findAgain(key) {
      let fullAt = settings.charged(fullAt: buckets[index].fullAt, cost: cost, moment: moment)
      buckets[index] = LimitBucket(hash: key, fullAt: fullAt)
      knownCharges = (knownCharges &+ 1) & 15
      guard knownCharges == 0 else { return }
    } else if buckets.count < keysMax {
      admit(key, cost: cost, moment: moment)
    } else {
      overflowFullAt = settings.charged(fullAt: overflowFullAt, cost: cost, moment: moment)
    }
    sweep(steps: SignalLimits.sweepSteps, moment: moment)
  }

  private mutating func admit(_ key: KeyHash, cost: Int64, moment: Int128) {
    if buckets.isCrowded {
      sweep(steps: buckets.capacity + buckets.count, moment: moment)
      if buckets.isStillFull { buckets.rebuild(capacity: capacityForCount) }
    }
    let fullAt = settings.charged(fullAt: moment, cost: cost, moment: moment)
    _ = buckets.insert(LimitBucket(hash: key, fullAt: fullAt))
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
  static let neverUsed = Int128.min
  static var vacant: LimitBucket {
    LimitBucket(hash: KeyHash(high: 0, low: 0), fullAt: neverUsed)
  }

  let hash: KeyHash
  var fullAt: Int128
  var isVacant: Bool { fullAt == Self.neverUsed }
}
