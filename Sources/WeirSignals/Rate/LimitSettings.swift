/// The numbers of one limit: `allowed` per `period`, `burst` at once.
///
/// Numbers below zero count as zero, a period below one microsecond as one.
public struct LimitSettings: Hashable, Sendable {
  public let allowed: Int64
  public let periodMicroseconds: Int64
  public let burst: Int64
  /// What an empty bucket lacks.
  let burstUnits: Int128
  /// The same where it is below 2⁵³: all that lies between empty and full then fits 64 bits, and
  /// quotients of it are exact in doubles. Nearly every limit that somebody writes is like that.
  let shortBurstUnits: Int64?

  /// - Parameter burst: what may pass at once; left out, as much as `allowed`.
  public init(allowed: Int64, periodMicroseconds: Int64, burst: Int64? = nil) {
    self.allowed = max(allowed, 0)
    self.periodMicroseconds = max(periodMicroseconds, 1)
    self.burst = max(burst ?? allowed, 0)
    burstUnits = Int128(self.burst) &* Int128(self.periodMicroseconds)
    shortBurstUnits = burstUnits < 1 << 53 ? Int64(burstUnits) : nil
  }

  /// Tells state of this limit from state of a limit with other numbers.
  public var fingerprint: UInt64 {
    var hasher = Envelope.hasher
    hasher.add(text: "limit")
    hasher.add(integer: allowed)
    hasher.add(integer: periodMicroseconds)
    hasher.add(integer: burst)
    return hasher.finalize().low
  }
}

/// What a limit says to one message.
public struct LimitAnswer: Hashable, Sendable {
  public let isAllowed: Bool
  /// What may still pass at once: after this message if it is allowed, now if it is not.
  public let remaining: Int64
  /// Microseconds until the same cost would pass; 0 if it passes now, nil if it never will.
  public let retryAfter: Int64?
  /// Whether the key shared the overflow bucket because the table was at its bound.
  public let isOverflow: Bool
}

/// The generic cell rate algorithm in whole numbers.
///
/// A bucket is one number, the time at which it is full again (in ATM terms the theoretical arrival
/// time), counted in units of 1/`allowed` µs:
///
///     unit      1 µs is `allowed` units
///     token     1 of cost is `period` units, so emission never needs rounding
///     bucket    full when fullAt ≤ now, empty when fullAt = now + burst × period
///
/// All factors are below 2⁶³, so every product is below 2¹²⁶ and a sum of two fits in 128 bits.
extension LimitSettings {
  @inline(__always)
  func units(at now: Int64) -> Int128 { product(now, allowed) }

  /// The units of a cost.
  @inline(__always)
  func units(of cost: Int64) -> Int128 { product(max(cost, 0), periodMicroseconds) }

  /// What the limit says of a bucket; in 64 bits where they hold the numbers.
  @inline(__always)
  func answer(
    fullAt: Int128, cost: Int64, moment: Int128, isOverflow: Bool
  ) -> LimitAnswer {
    guard let burstUnits = shortBurstUnits, cost >= 0, cost <= burst,
      let missing = Self.shortExcess(fullAt, over: moment)
    else {
      return longAnswer(fullAt: fullAt, cost: cost, moment: moment, isOverflow: isOverflow)
    }
    let need = cost &* periodMicroseconds
    let free = max(0, burstUnits &- missing)
    let isAllowed = need <= free
    return LimitAnswer(
      isAllowed: isAllowed, remaining: shortTokens(in: isAllowed ? free &- need : free),
      retryAfter: isAllowed ? 0 : shortWait(for: missing &- (burstUnits &- need)),
      isOverflow: isOverflow)
  }

  /// What a bucket lacks, if it is at most 2⁶²; 0 where it is full.
  @inline(__always)
  private static func shortExcess(_ fullAt: Int128, over moment: Int128) -> Int64? {
    if fullAt <= moment { return 0 }
    let (excess, isOver) = fullAt.subtractingReportingOverflow(moment)
    return isOver || excess > 1 << 62 ? nil : Int64(truncatingIfNeeded: excess)
  }

  /// Whole tokens. Both numbers are exact doubles and their quotient is at least 1/period from the
  /// next whole number, more than it can be rounded by; a division of integers takes three times as
  /// long.
  @inline(__always)
  private func shortTokens(in units: Int64) -> Int64 {
    Int64(Double(units) / Double(periodMicroseconds))
  }

  /// Microseconds, rounded up, in which `missing` units flow in; there is at least one.
  private func shortWait(for missing: Int64) -> Int64? {
    allowed > 0 ? (missing &- 1) / allowed &+ 1 : nil
  }

  /// The same as `answer`, for all numbers there are.
  func longAnswer(
    fullAt: Int128, cost: Int64, moment: Int128, isOverflow: Bool
  ) -> LimitAnswer {
    let free = freeUnits(fullAt: fullAt, moment: moment)
    let need = units(of: cost)
    let isAllowed = need <= free
    let left = isAllowed ? free - need : free
    return LimitAnswer(
      isAllowed: isAllowed, remaining: Int64(left / Int128(periodMicroseconds)),
      retryAfter: isAllowed ? 0 : wait(for: need, fullAt: fullAt, moment: moment),
      isOverflow: isOverflow)
  }

  /// What is in the bucket; a clock that went back can only find it emptier, never overdrawn.
  private func freeUnits(fullAt: Int128, moment: Int128) -> Int128 {
    max(0, burstUnits - max(0, clampedDifference(fullAt, moment)))
  }

  private func wait(for need: Int128, fullAt: Int128, moment: Int128) -> Int64? {
    guard need <= burstUnits, allowed > 0 else { return nil }
    // The cost passes once fullAt − now ≤ burst − need, counted from the real `fullAt`.
    let missing = clampedDifference(fullAt, moment) - (burstUnits - need)
    let unitsPerMicrosecond = Int128(allowed)
    return Int64(clamping: (missing + unitsPerMicrosecond - 1) / unitsPerMicrosecond)
  }

  /// When the bucket is full again after `cost` is taken; never emptier than empty.
  func charged(fullAt: Int128, cost: Int64, moment: Int128) -> Int128 {
    let start = max(fullAt, moment)
    let (sum, isOver) = start.addingReportingOverflow(units(of: cost))
    return max(start, min(isOver ? .max : sum, moment + burstUnits))
  }

  /// `a − b`, kept far enough from the ends that what is added next cannot overflow.
  private func clampedDifference(_ a: Int128, _ b: Int128) -> Int128 {
    let (difference, isOver) = a.subtractingReportingOverflow(b)
    guard isOver else { return min(max(difference, -Self.farUnits), Self.farUnits) }
    return a < b ? -Self.farUnits : Self.farUnits
  }

  /// One multiplication of 64 bits by 64, which cannot overflow.
  @inline(__always)
  private func product(_ a: Int64, _ b: Int64) -> Int128 { Int128(a) &* Int128(b) }

  // 2¹²⁶ − 1: above every burst, and two of them still fit.
  private static let farUnits = Int128.max / 2
}
