/// All state that has to outlive a process: the seed of the key hashes, the newest time seen and
/// the tables by name. Bytes in and out; files are the caller's.
///
/// Inside an `Envelope` with magic `WEIRSTAT`:
///
///     seed          16
///     newest time    8   microseconds since 1970 UTC
///     tables         4   how many follow
///     table              name (length 4, UTF-8), kind 1, fingerprint 8, length 8, bytes
///
/// Version 2: keys are hashed as `KeyHasher` says. The hashes of version 1 were others, which nobody
/// can turn into these, so its state is not taken back.
public struct StateSnapshot: Sendable {
  public enum TableKind: UInt8, Hashable, Sendable {
    case limit = 0
    case window = 1
  }

  /// A table's name and settings, so the caller can tell which state still belongs to which limit,
  /// and the bytes that `LimitTable` or `WindowTable` encoded.
  public struct Table: Hashable, Sendable {
    public let name: String
    public let kind: TableKind
    public let fingerprint: UInt64
    public let bytes: [UInt8]

    public init(name: String, kind: TableKind, fingerprint: UInt64, bytes: [UInt8]) {
      self.name = name
      self.kind = kind
      self.fingerprint = fingerprint
      self.bytes = bytes
    }

    public init(name: String, _ table: LimitTable) {
      var bytes: [UInt8] = []
      table.encode(into: &bytes)
      self.init(
        name: name, kind: .limit, fingerprint: table.settings.fingerprint, bytes: bytes)
    }

    public init(name: String, _ table: WindowTable) {
      var bytes: [UInt8] = []
      table.encode(into: &bytes)
      self.init(
        name: name, kind: .window, fingerprint: table.settings.fingerprint, bytes: bytes)
    }
  }

  public var seed: (UInt64, UInt64)
  public var newestTime: Int64
  public var tables: [Table]

  public init(seed: (UInt64, UInt64), newestTime: Int64, tables: [Table]) {
    self.seed = seed
    self.newestTime = newestTime
    self.tables = tables
  }

  private static let magic: StaticString = "WEIRSTAT"
  private static let version: UInt32 = 2
  private static let nameBytesMax = 1 << 16

  public func encode() -> [UInt8] {
    precondition(tables.count <= SignalLimits.snapshotTablesMax, "as many tables as can be read")
    var bytes: [UInt8] = []
    bytes.reserveCapacity(tables.reduce(128) { $0 + $1.bytes.count + $1.name.utf8.count + 32 })
    Envelope.seal(magic: Self.magic, version: Self.version, into: &bytes) { body in
      body.append(littleEndian: seed.0)
      body.append(littleEndian: seed.1)
      body.append(littleEndian: newestTime)
      body.append(littleEndian: UInt32(tables.count))
      for table in tables { Self.append(table, to: &body) }
    }
    return bytes
  }

  private static func append(_ table: Table, to body: inout [UInt8]) {
    precondition(table.name.utf8.count <= nameBytesMax, "a name that can be read")
    body.append(text: table.name)
    body.append(table.kind.rawValue)
    body.append(littleEndian: table.fingerprint)
    body.append(littleEndian: UInt64(table.bytes.count))
    body.append(contentsOf: table.bytes)
  }

  public init(decoding bytes: [UInt8]) throws(SnapshotError) {
    var reader = try SnapshotError.opening(bytes, magic: Self.magic, version: Self.version)
    guard let first = reader.next(UInt64.self), let second = reader.next(UInt64.self),
      let newestTime = reader.next(Int64.self), let count = reader.next(UInt32.self)
    else { throw .truncated }
    guard count <= SignalLimits.snapshotTablesMax else { throw .invalid("too many tables") }
    var tables: [Table] = []
    for _ in 0..<count { tables.append(try Self.table(from: &reader)) }
    guard reader.remaining == 0 else { throw .trailingBytes }
    self.init(seed: (first, second), newestTime: newestTime, tables: tables)
  }

  private static func table(from reader: inout ByteReader) throws(SnapshotError) -> Table {
    guard let name = reader.nextText(max: nameBytesMax) else {
      throw .invalid("a name that is not UTF-8")
    }
    guard let kindByte = reader.next(UInt8.self), let fingerprint = reader.next(UInt64.self),
      let length = reader.next(UInt64.self), length <= UInt64(reader.remaining),
      let bytes = reader.nextBytes(Int(length))
    else { throw .truncated }
    guard let kind = TableKind(rawValue: kindByte) else { throw .invalid("an unknown table kind") }
    return Table(name: name, kind: kind, fingerprint: fingerprint, bytes: [UInt8](bytes))
  }
}
