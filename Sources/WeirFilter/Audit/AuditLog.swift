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
  private var sequence: Int64 = -1
  private var recordStart = 0

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
      file.text.bytes.append(0x0A)
      startChain(hexText(sha256(id)), after: after, torn: bytes, at: time)
    case .record(let tag, let last, let keyID, let torn, let isMissingNewline):
      sequence = last
      if torn > 0 || isMissingNewline { file.text.bytes.append(0x0A) }
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

  /// Begins a record with what all have.
  mutating func begin(_ action: String, kind: String, outcome: String, at time: Timestamp) {
    sequence += 1
    file.text.open("{")
    // Behind a brace that the last record's end put there.
    recordStart = file.text.bytes.count - 1
    file.text.member("@timestamp", time)
    file.text.member("event.sequence", sequence)
    file.text.member("event.kind", kind)
    file.text.name("event.category")
    file.text.open("[")
    file.text.value(kind == "state" ? "configuration" : "intrusion_detection")
    file.text.close("]")
    file.text.member("event.action", action)
    file.text.member("event.outcome", outcome)
  }

  /// Ends the record that was begun with its tag.
  mutating func end() {
    let tag = file.text.bytes.withUnsafeBufferPointer {
      chain.append(UnsafeBufferPointer(rebasing: $0[recordStart...]))
    }
    AuditRecord.seal(&file.text, tag: tag)
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
    begin(AuditAction.chainStart, kind: "state", outcome: "success", at: time)
    file.text.member("weir.chain", id)
    file.text.member("weir.key", settings.ring.newest.id)
    if let after {
      file.text.member("weir.after", after)
    }
    if let torn {
      file.text.member("weir.torn", torn)
    }
    end()
  }

  private mutating func resume(_ keyID: String, tag: String, torn: Int, at time: Timestamp) {
    guard let key = settings.ring.key(id: keyID), let old = HMACChain(key: key, after: tag) else {
      preconditionFailure("the tail names a key of the ring and a tag that was verified")
    }
    chain = old
    if torn == 0 { return }
    begin(AuditAction.seal, kind: "state", outcome: "success", at: time)
    file.text.member("weir.after", tag)
    file.text.member("weir.torn", torn)
    end()
  }
}
