/// What a window adds up.
public enum WindowKind: UInt8, Hashable, Sendable, CaseIterable {
  case count = 0
  case sumInteger = 1
  case sumReal = 2
  /// How many different values there were.
  case distinct = 3
}

/// The numbers of one window: what it adds up, over how long.
///
/// Time is cut into slots of a sixtieth of the length; a time t belongs to slot ⌊60·t / length⌋. A
/// window holds the slot of now and the sixty before it. So everything younger than the length
/// counts, always; what is older counts for at most a sixtieth of the length longer. A guard that
/// errs counts too much, never too little.
public struct WindowSettings: Hashable, Sendable {
  public let kind: WindowKind
  public let lengthMicroseconds: Int64

  /// - Parameter lengthMicroseconds: at least 60, so that a slot is at least a microsecond.
  public init(kind: WindowKind, lengthMicroseconds: Int64) {
    self.kind = kind
    self.lengthMicroseconds = max(lengthMicroseconds, SignalLimits.windowSlots)
  }

  /// Tells state of this window from state of a window with other numbers.
  public var fingerprint: UInt64 {
    var hasher = Envelope.hasher
    hasher.add(text: "window")
    hasher.add(integer: Int64(kind.rawValue))
    hasher.add(integer: lengthMicroseconds)
    return hasher.finalize().low
  }

  /// The slot of a time, kept 2⁶² away from the ends so that arithmetic on it cannot overflow.
  func slot(at now: Int64) -> Int64 {
    let (sixtieths, isOver) = now.multipliedReportingOverflow(by: SignalLimits.windowSlots)
    if isOver { return farSlot(at: now) }
    let (quotient, remainder) = sixtieths.quotientAndRemainder(dividingBy: lengthMicroseconds)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// The same for times so far from 1970 that 64 bits do not hold them sixty times.
  func farSlot(at now: Int64) -> Int64 {
    let (quotient, remainder) = (Int128(now) * Int128(SignalLimits.windowSlots))
      .quotientAndRemainder(dividingBy: Int128(lengthMicroseconds))
    let floor = remainder < 0 ? quotient - 1 : quotient
    return Int64(min(max(floor, -Self.slotFar), Self.slotFar))
  }

  /// The oldest slot that a window at `slot` holds.
  func oldest(at slot: Int64) -> Int64 { slot - SignalLimits.windowSlots }

  static let slotFar: Int128 = 1 << 62
}

/// What one message adds to a window; the case belongs to the window's kind.
public enum WindowValue: Hashable, Sendable {
  /// For `count`.
  case one
  /// For `sumInteger`.
  case integer(Int64)
  /// For `sumReal`; what is not finite makes the window fail while it is inside.
  case real(Double)
  /// For `distinct`: the hash of the value.
  case hash(KeyHash)
}

/// Why a window has no value.
public enum WindowFailure: UInt8, Error, Hashable, Sendable, BitwiseCopyable {
  /// The table was at its bound and something that may belong to the key was not counted.
  case tableFull = 0
  /// More than `SignalLimits.distinctMax` different values.
  case tooManyDistinct = 1
  /// A sum left the range of its type, or was fed a number that is not finite.
  case overflow = 2
}

/// What a window says: a number, or that it cannot tell.
public enum WindowAnswer: Hashable, Sendable {
  /// For `count`, `sumInteger` and `distinct`.
  case integer(Int64)
  /// For `sumReal`.
  case real(Double)
  case failure(WindowFailure)
}
