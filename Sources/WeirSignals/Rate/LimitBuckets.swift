/// The buckets of a limit in one table, from `splitAbove` keys on in sixty-four side by side.
///
/// A message that makes a table grow waits until all of it is moved: with a million keys 25 ms, with
/// sixty-four tables half a millisecond at most. Few keys are better off in one.
///
///     which table     the highest six bits of hash.low
///     which place     hash.high, as in every `OpenTable`
struct LimitBuckets: Sendable {
  private(set) var tables = [OpenTable<LimitBucket>()]
  private(set) var count = 0
  private let keysMax: Int
  private let splitAbove: Int
  /// Counts up to 15 and begins again: one charge in sixteen that makes nothing grow sweeps too, so
  /// that a table shrinks when newcomers stay away.
  private var calmCharges: UInt8 = 0

  private static let splitBits: UInt64 = 6

  init(keysMax: Int, splitAbove: Int) {
    self.keysMax = keysMax
    self.splitAbove = splitAbove
  }

  /// Where a bucket is or would go; good until the next change.
  struct Seat {
    let table: Int
    let place: TableSeat
  }

  @inline(__always)
  private func table(of key: KeyHash) -> Int {
    tables.count == 1 ? 0 : Int(truncatingIfNeeded: key.low &>> (64 &- Self.splitBits))
  }

  /// Asks for the memory where a key's bucket is.
  @inline(__always)
  mutating func expect(_ key: KeyHash) { tables[table(of: key)].expect(key) }

  /// When the bucket of a known key is full again.
  func fullAt(_ key: KeyHash) -> Int128? {
    let table = table(of: key)
    return tables[table].find(key).map { tables[table][$0].fullAt }
  }

  /// A newcomer's seat is that of a bucket which is full again, if there is one on the way.
  @inline(__always)
  func seat(of key: KeyHash, moment: Int128) -> Seat {
    let table = table(of: key)
    return Seat(table: table, place: tables[table].seat(of: key) { $0.fullAt <= moment })
  }

  /// When the bucket in a known key's seat is full again, for others `moment`.
  @inline(__always)
  func fullAt(_ seat: Seat, moment: Int128) -> Int128 {
    seat.place.isKnown ? tables[seat.table][seat.place.index].fullAt : moment
  }

  /// Puts a bucket into its seat, and sweeps if something grew.
  @inline(__always)
  mutating func put(_ bucket: LimitBucket, at seat: Seat, moment: Int128) {
    guard !tables[seat.table][seat.place.index].isVacant else {
      return grow(by: bucket, at: seat, moment: moment)
    }
    tables[seat.table][seat.place.index] = bucket
    calmCharges = (calmCharges &+ 1) & 15
    if calmCharges == 0 { sweep(seat.table, steps: SignalLimits.sweepSteps, moment: moment) }
  }

  private mutating func grow(by bucket: LimitBucket, at seat: Seat, moment: Int128) {
    if !tables[seat.table].isCrowded {
      tables[seat.table].fill(seat.place, with: bucket)
    } else {
      let all = tables[seat.table].capacity + tables[seat.table].count
      sweep(seat.table, steps: all, moment: moment)
      if tables[seat.table].isStillFull { rebuild(seat.table) }
      _ = tables[seat.table].insert(bucket)
    }
    count += 1
    if tables.count == 1, count > splitAbove { return split(for: count) }
    sweep(seat.table, steps: SignalLimits.sweepSteps, moment: moment)
  }

  /// Forgets buckets that are full again among those beside which this key's would be.
  mutating func sweep(beside key: KeyHash, steps: Int, moment: Int128) {
    sweep(table(of: key), steps: steps, moment: moment)
  }

  private mutating func sweep(_ table: Int, steps: Int, moment: Int128) {
    let before = tables[table].count
    tables[table].forgetFull(steps: steps, moment: moment)
    count -= before - tables[table].count
    if tables[table].isSparse { rebuild(table) }
  }

  private mutating func rebuild(_ table: Int) {
    tables[table].rebuild(capacity: capacity(for: tables[table].count))
  }

  /// The keys' shares of sixty-four tables differ by less than an eighth.
  private func capacity(for count: Int) -> Int {
    let most = tables.count == 1 ? keysMax : keysMax / tables.count * 9 / 8
    return OpenTable<LimitBucket>.capacity(for: count, keysMax: most)
  }

  private mutating func split(for count: Int) {
    let old = tables[0]
    let share = count >> Self.splitBits
    tables = Array(repeating: OpenTable(), count: 1 << Self.splitBits)
    let capacity = capacity(for: share + share / 8)
    for table in tables.indices { tables[table].rebuild(capacity: capacity) }
    for index in 0..<old.capacity where !old[index].isVacant { insert(old[index]) }
  }

  private mutating func insert(_ bucket: LimitBucket) {
    let table = table(of: bucket.hash)
    if tables[table].isCrowded { rebuild(table) }
    _ = tables[table].insert(bucket)
  }

  // MARK: - Saved state

  /// Makes room in empty tables for as many as will be added.
  mutating func reserve(_ count: Int) {
    if count > splitAbove { return split(for: count) }
    tables[0].rebuild(capacity: capacity(for: count))
  }

  /// Adds the bucket of a newcomer; false where its key is known.
  mutating func add(_ bucket: LimitBucket) -> Bool {
    guard fullAt(bucket.hash) == nil else { return false }
    insert(bucket)
    count += 1
    return true
  }
}

extension OpenTable<LimitBucket> {
  /// Forgets buckets that are full again, over the next `steps` places.
  fileprivate mutating func forgetFull(steps: Int, moment: Int128) {
    for _ in 0..<steps {
      let bucket = self[cursor]
      if !bucket.isVacant, bucket.fullAt <= moment {
        remove(at: cursor)
      } else {
        advanceCursor()
      }
    }
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
