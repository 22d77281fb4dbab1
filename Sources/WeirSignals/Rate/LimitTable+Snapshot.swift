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
      for index in 0..<buckets.capacity where !buckets[index].isVacant {
        body.append(hash: buckets[index].hash)
        body.append(littleEndian: buckets[index].fullAt)
      }
    }
  }

  /// The table that `encode` wrote, for the same limit; keys above a lowered `keysMax` stay known.
  public init(
    decoding bytes: [UInt8], settings: LimitSettings, keysMax: Int = SignalLimits.keysMax
  ) throws(SnapshotError) {
    var reader = try SnapshotError.opening(bytes, magic: Self.magic, version: Self.version)
    guard let fingerprint = reader.next(UInt64.self) else { throw .truncated }
    guard fingerprint == settings.fingerprint else { throw .changedSettings }
    guard let overflow = reader.next(Int128.self), let count = reader.next(UInt64.self),
      count == UInt64(reader.remaining / Self.bucketSize),
      reader.remaining % Self.bucketSize == 0
    else { throw .truncated }
    self.init(settings: settings, keysMax: keysMax)
    buckets.rebuild(
      capacity: OpenTable<LimitBucket>.capacity(for: Int(count), keysMax: self.keysMax))
    overflowFullAt = overflow
    while let hash = reader.nextHash(), let fullAt = reader.next(Int128.self) {
      let bucket = LimitBucket(hash: hash, fullAt: fullAt)
      guard !bucket.isVacant else { throw .invalid("a bucket without a time") }
      guard buckets.find(hash) == nil else { throw .invalid("a key that occurs twice") }
      _ = buckets.insert(bucket)
    }
  }
}
