/// A table as bytes, inside an `Envelope` with magic `WEIRLIMT`:
///
///     fingerprint   8   of the limit's numbers
///     overflow     16   when the overflow bucket is full again
///     count         8   buckets that follow
///     bucket       32   hash high 8, hash low 8, full again at 16   (count times)
extension LimitTable {
  private static let magic: StaticString = "WEIRLIMT"
  private static let version: UInt32 = 1
  private static let bucketSize = 32

  /// Appends the table's state. Linear in the number of places.
  public func encode(into bytes: inout [UInt8]) {
    bytes.reserveCapacity(bytes.count + 96 + buckets.count * Self.bucketSize)
    Envelope.seal(magic: Self.magic, version: Self.version, into: &bytes) { body in
      body.append(littleEndian: settings.fingerprint)
      body.append(littleEndian: overflowFullAt)
      body.append(littleEndian: UInt64(buckets.count))
      for table in buckets.tables {
        for index in 0..<table.capacity where !table[index].isVacant {
          body.append(hash: table[index].hash)
          body.append(littleEndian: table[index].fullAt)
        }
      }
    }
  }

  /// The table that `encode` wrote, for the same limit; keys above a lowered `keysMax` stay known.
  public init(
    decoding bytes: [UInt8], settings: LimitSettings, keysMax: Int = SignalLimits.keysMax
  ) throws(SnapshotError) {
    self.init(settings: settings, keysMax: keysMax)
    try decode(bytes)
  }

  /// Fills an empty table.
  mutating func decode(_ bytes: [UInt8]) throws(SnapshotError) {
    var reader = try SnapshotError.opening(bytes, magic: Self.magic, version: Self.version)
    guard let fingerprint = reader.next(UInt64.self) else { throw .truncated }
    guard fingerprint == settings.fingerprint else { throw .changedSettings }
    guard let overflow = reader.next(Int128.self), let count = reader.next(UInt64.self),
      count == UInt64(reader.remaining / Self.bucketSize),
      reader.remaining % Self.bucketSize == 0
    else { throw .truncated }
    buckets.reserve(Int(count))
    overflowFullAt = overflow
    while let hash = reader.nextHash(), let fullAt = reader.next(Int128.self) {
      let bucket = LimitBucket(hash: hash, fullAt: fullAt)
      guard !bucket.isVacant else { throw .invalid("a bucket without a time") }
      guard buckets.add(bucket) else { throw .invalid("a key that occurs twice") }
    }
  }
}
