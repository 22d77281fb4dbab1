/// A table as bytes, inside an `Envelope` with magic `WEIRWNDW`:
///
///     fingerprint   8   of the window's numbers
///     lost through  8   the newest slot in which something was lost
///     count         8   keys that follow
///     key               hash high 8, hash low 8, failing through 8, reason 1, cells 4, then
///     cell              count, sums: slot 8, total 8
///                       distinct:    slot 8, hash of the value 16
extension WindowTable {
  private static let magic: StaticString = "WEIRWNDW"
  private static let version: UInt32 = 1
  private static let keySize = 29

  /// Appends the table's state. Linear in what it holds.
  public func encode(into bytes: inout [UInt8]) {
    bytes.reserveCapacity(bytes.count + 96 + keys.count * Self.keySize + cells.count * cellSize)
    Envelope.seal(magic: Self.magic, version: Self.version, into: &bytes) { body in
      body.append(littleEndian: settings.fingerprint)
      body.append(littleEndian: lostThrough)
      body.append(littleEndian: UInt64(keys.count))
      for index in 0..<keys.capacity where !keys[index].isVacant {
        encode(keys[index], into: &body)
      }
    }
  }

  private var isDistinct: Bool { settings.kind == .distinct }
  private var cellSize: Int { isDistinct ? 24 : 16 }

  private func encode(_ key: WindowKey, into body: inout [UInt8]) {
    body.append(hash: key.hash)
    body.append(littleEndian: key.failingThrough)
    body.append(key.reason.rawValue)
    let countOffset = body.count
    var count: UInt32 = 0
    body.append(littleEndian: count)
    var index = key.head
    while index != WindowCells.none {
      let cell = cells[index]
      body.append(littleEndian: cell.slot)
      if isDistinct { body.append(littleEndian: cell.content.high) }
      body.append(littleEndian: cell.content.low)
      index = cell.next
      count += 1
    }
    for byte in 0..<4 {
      body[countOffset + byte] = UInt8(truncatingIfNeeded: count &>> UInt32(byte * 8))
    }
  }

  /// The table that `encode` wrote, for the same window; keys above a lowered `keysMax` stay known.
  public init(
    decoding bytes: [UInt8], settings: WindowSettings, keysMax: Int = SignalLimits.keysMax,
    cellsMax: Int = SignalLimits.windowCellsMax
  ) throws(SnapshotError) {
    var reader = try SnapshotError.opening(bytes, magic: Self.magic, version: Self.version)
    guard let fingerprint = reader.next(UInt64.self) else { throw .truncated }
    guard fingerprint == settings.fingerprint else { throw .changedSettings }
    guard let lost = reader.next(Int64.self), let count = reader.next(UInt64.self),
      count <= UInt64(reader.remaining / Self.keySize)
    else { throw .truncated }
    self.init(settings: settings, keysMax: keysMax, cellsMax: cellsMax)
    lostThrough = lost
    keys.rebuild(
      capacity: OpenTable<WindowKey>.capacity(for: Int(count), keysMax: self.keysMax))
    for _ in 0..<count { try decodeKey(&reader) }
    guard reader.remaining == 0 else { throw .trailingBytes }
  }

  private mutating func decodeKey(_ reader: inout ByteReader) throws(SnapshotError) {
    guard let hash = reader.nextHash(), let failing = reader.next(Int64.self),
      let reasonByte = reader.next(UInt8.self), let count = reader.next(UInt32.self)
    else { throw .truncated }
    guard let reason = WindowFailure(rawValue: reasonByte) else {
      throw .invalid("an unknown reason")
    }
    guard keys.find(hash) == nil else { throw .invalid("a key that occurs twice") }
    guard count <= (isDistinct ? SignalLimits.distinctMax : Int(SignalLimits.windowSlots) + 1)
    else { throw .invalid("a key with too many slots") }
    var entry = WindowKey(hash: hash, failingThrough: failing)
    entry.reason = reason
    for _ in 0..<count { try decodeCell(&reader, of: &entry) }
    _ = keys.insert(entry)
  }

  private mutating func decodeCell(
    _ reader: inout ByteReader, of entry: inout WindowKey
  ) throws(SnapshotError) {
    guard let slot = reader.next(Int64.self), let high = isDistinct ? reader.next(UInt64.self) : 0,
      let low = reader.next(UInt64.self)
    else { throw .truncated }
    let content = KeyHash(high: high, low: low)
    try checkOrder(of: slot, after: entry)
    try checkContent(content, of: entry)
    guard let cell = cells.append(to: &entry, content: content, slot: slot) else {
      throw .invalid("more slots than the bound")
    }
    switch settings.kind {
    case .count:
      let (tally, isOver) = entry.tally.addingReportingOverflow(cells[cell].total)
      guard !isOver else { throw .invalid("a count out of range") }
      entry.tally = tally
    case .distinct:
      entry.tally += 1
      register(WindowPair(hash: entry.hash.pairing(content), cell: cell))
    case .sumInteger, .sumReal:
      break
    }
  }

  private func checkOrder(
    of slot: Int64, after entry: WindowKey
  ) throws(SnapshotError) {
    guard Int128(slot).magnitude <= WindowSettings.slotFar.magnitude else {
      throw .invalid("a slot out of range")
    }
    guard entry.tail != WindowCells.none else { return }
    let previous = cells[entry.tail].slot
    guard isDistinct ? previous <= slot : previous < slot else {
      throw .invalid("slots out of order")
    }
  }

  private func checkContent(
    _ content: KeyHash, of entry: WindowKey
  ) throws(SnapshotError) {
    switch settings.kind {
    case .count:
      // A count below 2⁵⁶ cannot be counted past the end of its type in any lifetime.
      guard content.low < 1 << 56 else { throw .invalid("a count out of range") }
    case .sumReal:
      guard Double(bitPattern: content.low).isFinite else {
        throw .invalid("a sum that is not finite")
      }
    case .distinct:
      guard pairs.find(entry.hash.pairing(content)) == nil else {
        throw .invalid("a value that occurs twice")
      }
    case .sumInteger:
      break
    }
  }
}
