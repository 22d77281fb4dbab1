import WeirCrypto
import WeirProject

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The end of an audit log as a new session finds it.
struct AuditTail {
  enum State {
    /// Nothing was written yet.
    case empty
    /// Only the beginning of a first record.
    case torn(bytes: Int)
    /// The log goes on after a record, behind which `tornBytes` of another may lie.
    case record(tag: String, sequence: Int64, keyID: String, tornBytes: Int, isMissingNewline: Bool)
  }

  /// Reads the last records; the cost depends on their length, not on the log's.
  static func read(
    _ descriptor: Int32, path: String, ring: KeyRing
  ) throws(FilterError) -> State {
    guard let identity = FileIdentity(descriptor), identity.isRegular, identity.bytes > 0 else {
      return .empty
    }
    var window = 64 << 10
    while true {
      let start = max(0, identity.bytes - window)
      let bytes = try Self.bytes(descriptor, path, from: start, count: identity.bytes - start)
      if let state = state(of: bytes, isWhole: start == 0, ring) { return state }
      if start == 0 {
        throw .audit(
          path: path,
          reason: "the last record does not follow from the one before it: the log was changed, "
            + "or written with another key; `weir audit verify` tells where")
      }
      window *= 4
    }
  }

  private static func bytes(
    _ descriptor: Int32, _ path: String, from start: Int, count: Int
  ) throws(FilterError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let read = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress?.advanced(by: done), count - done, off_t(start + done))
      }
      if read < 0 && errno == EINTR { continue }
      guard read > 0 else {
        throw .audit(path: path, reason: read < 0 ? SystemError.last.reason : "became shorter")
      }
      done += read
    }
    return bytes
  }

  /// Nil where the window shows too little, or the last record is not a good one.
  private static func state(of bytes: [UInt8], isWhole: Bool, _ ring: KeyRing) -> State? {
    bytes.withUnsafeBufferPointer { bytes in
      guard let last = bytes.lastIndex(of: 0x0A) else {
        return isWhole ? firstRecord(bytes, ring) : nil
      }
      let torn = UnsafeBufferPointer(rebasing: bytes[(last + 1)...])
      let (line, before) = lastLines(bytes, end: last)
      guard isWhole || before != nil, let parts = AuditRecord.parts(of: line) else { return nil }
      let facts = AuditFacts(line)
      for key in ring.keys {
        guard follows(parts, facts, before, key) else { continue }
        return record(parts.tag, facts, key, torn)
      }
      return nil
    }
  }

  /// A first record without its line end: whole or torn.
  private static func firstRecord(_ bytes: UnsafeBufferPointer<UInt8>, _ ring: KeyRing) -> State {
    if let parts = AuditRecord.parts(of: bytes) {
      let facts = AuditFacts(bytes)
      for key in ring.keys where follows(parts, facts, nil, key) {
        return .record(
          tag: parts.tag, sequence: facts.sequence ?? 0, keyID: key.id, tornBytes: 0,
          isMissingNewline: true)
      }
    }
    return .torn(bytes: bytes.count)
  }

  /// The line that ends at `end`, and the one before it if the window has its beginning.
  private static func lastLines(
    _ bytes: UnsafeBufferPointer<UInt8>, end: Int
  ) -> (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>?) {
    guard let cut = bytes[..<end].lastIndex(of: 0x0A) else {
      return (UnsafeBufferPointer(rebasing: bytes[..<end]), nil)
    }
    let first = bytes[..<cut].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return (
      UnsafeBufferPointer(rebasing: bytes[(cut + 1)..<end]),
      UnsafeBufferPointer(rebasing: bytes[first..<cut])
    )
  }

  private static func follows(
    _ parts: (record: UnsafeBufferPointer<UInt8>, tag: String), _ facts: AuditFacts,
    _ before: UnsafeBufferPointer<UInt8>?, _ key: SecretKey
  ) -> Bool {
    var chain: HMACChain?
    if let id = facts.chain {
      chain = HMACChain(key: key, id: Array(id.utf8))
    } else if let after = facts.after {
      chain = HMACChain(key: key, after: after)
    } else if let before, let tag = AuditRecord.parts(of: before)?.tag {
      chain = HMACChain(key: key, after: tag)
    }
    return chain?.verify(parts.record, tagText: parts.tag) ?? false
  }

  /// A last record that only lost its line end is whole, and goes on counting.
  private static func record(
    _ tag: String, _ facts: AuditFacts, _ key: SecretKey, _ torn: UnsafeBufferPointer<UInt8>
  ) -> State {
    if var chain = HMACChain(key: key, after: tag), let parts = AuditRecord.parts(of: torn),
      chain.verify(parts.record, tagText: parts.tag)
    {
      return .record(
        tag: parts.tag, sequence: AuditFacts(torn).sequence ?? 0, keyID: key.id, tornBytes: 0,
        isMissingNewline: true)
    }
    return .record(
      tag: tag, sequence: facts.sequence ?? 0, keyID: key.id, tornBytes: torn.count,
      isMissingNewline: false)
  }
}
