/// An IPv4 or IPv6 address as 128 bits; IPv4 is held in its mapped form (`::ffff:a.b.c.d`).
public struct IPAddress: BitwiseCopyable, Sendable, Hashable {
  public var high: UInt64
  public var low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// From four bytes, most significant first.
  public init(v4 value: UInt32) {
    self.init(high: 0, low: 0xffff_0000_0000 | UInt64(value))
  }

  public var isV4: Bool { high == 0 && low >> 32 == 0xffff }
}

/// A network: the leading `prefixLength` bits (of 128) of `address` are its own.
public struct IPNetwork: BitwiseCopyable, Sendable, Hashable {
  public var address: IPAddress
  /// 0…128; an IPv4 network's `/n` is held as 96 + n.
  public var prefixLength: Int

  public init(address: IPAddress, prefixLength: Int) {
    self.address = address
    self.prefixLength = prefixLength
  }

  public func contains(_ other: IPAddress) -> Bool {
    let mask = Self.mask(prefixLength)
    return (other.high ^ address.high) & mask.high == 0
      && (other.low ^ address.low) & mask.low == 0
  }

  private static func mask(_ length: Int) -> (high: UInt64, low: UInt64) {
    // Smart shifts: shifting by 64 or more gives 0.
    let high = length >= 64 ? UInt64.max : ~(UInt64.max >> UInt64(length))
    let low = length <= 64 ? 0 : ~(UInt64.max >> UInt64(length - 64))
    return (high, low)
  }
}
