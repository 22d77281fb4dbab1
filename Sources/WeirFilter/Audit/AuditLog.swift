import WeirCrypto
import WeirEngine
import WeirProject

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The decision log: JSON lines with the names of the Elastic Common Schema, each with a code that
/// depends on every record before it.
///
/// Invariant: `chain` and `sequence` are those of the last record in `file.text`, or of the last
/// written one where nothing waits.
struct AuditLog {
  let file: OutputFile
  let settings: FilterSettings.Audit
  private var chain: HMACChain
  private(set) var sequence: Int64 = -1

  /// Opens the log for one writer; seals a torn record and goes on with the chain.
  init(
    _ settings: FilterSettings.Audit, session: String, after: String? = nil, at time: Timestamp
  ) throws(FilterError) {
    self.settings = settings
    file = try OutputFile(path: settings.file)
    if flock(file.descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK {
      throw .audit(path: settings.file, reason: "another process writes it; give each its own")
    }
    let tail = try AuditTail.read(file.descriptor, path: settings.file, ring: settings.ring)
    let id = Array((session + " " + TimeText.full(time)).utf8)
    let newest = settings.ring.newest
    chain = HMACChain(key: newest, id: Array(hexText(sha256(id)).utf8))
    switch tail {
    case .empty: startChain(hexText(sha256(id)), after: after, torn: nil, at: time)
    case .torn(let bytes):
      file.text.endLine()
      startChain(hexText(sha256(id)), after: after, torn: bytes, at: time)
    case .record(let tag, let last, let keyID, let torn, let isMissingNewline):
      sequence = last
      if torn > 0 || isMissingNewline { file.text.endLine() }
      resume(keyID, tag: tag, torn: torn, at: time)
      if keyID != newest.id {
        let header = hexText(sha256(id))
        let previous = chain.tagText
        chain = HMACChain(key: newest, id: Array(header.utf8))
        startChain(header, after: previous, torn: nil, at: time)
      }
    }
  }

  /// The tag of the last record: kept elsewhere, it shows a log that was cut off.
  var tag: String { chain.tagText }

  // MARK: - Records

  /// Takes the next record, complete but for its tag.
  mutating func take(_ record: UnsafeBufferPointer<UInt8>) {
    sequence += 1
    chain.take(UnsafeRawBufferPointer(record))
    AuditRecord.append(record, tag: chain.tag, to: &file.text.buffer)
  }

  /// Takes the records of a run of lines, which were numbered from the next place on.
  mutating func take(_ records: borrowing BatchRecords) {
    var start = 0
    for end in records.auditEnds {
      take(UnsafeBufferPointer(rebasing: records.audit.buffer.bytes[start..<end]))
      start = end
    }
  }

  /// Records something other than a decision.
  mutating func record(
    _ action: StaticString, kind: AuditRecord.Kind = .state, isSuccess: Bool = true,
    at time: Timestamp, _ members: (inout JSONBytes) -> Void
  ) {
    var text = JSONBytes()
    AuditRecord.begin(
      &text, at: time, sequence: sequence + 1, kind: kind, action: action, isSuccess: isSuccess)
    members(&text)
    take(text.buffer.bytes)
  }

  mutating func flush(syncs: Bool) throws(FilterError) {
    do throws(FilterError) { try file.flush(syncs: syncs) } catch {
      if case .output(let path, let reason) = error { throw .audit(path: path, reason: reason) }
      throw error
    }
  }

  private mutating func startChain(
    _ id: String, after: String?, torn: Int?, at time: Timestamp
  ) {
    let key = settings.ring.newest.id
    record(AuditAction.chainStart, at: time) { text in
      text.member("weir.chain", id)
      text.member("weir.key", key)
      if let after { text.member("weir.after", after) }
      if let torn { text.member("weir.torn", torn) }
    }
  }

  private mutating func resume(_ keyID: String, tag: String, torn: Int, at time: Timestamp) {
    guard let key = settings.ring.key(id: keyID), let old = HMACChain(key: key, after: tag) else {
      preconditionFailure("the tail names a key of the ring and a tag that was verified")
    }
    chain = old
    if torn == 0 { return }
    record(AuditAction.seal, at: time) { text in
      text.member("weir.after", tag)
      text.member("weir.torn", torn)
    }
  }
}
