import WeirCrypto
import WeirProject

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What verifying an audit log found.
public struct AuditReport: Sendable {
  public struct Fault: Sendable, Equatable, CustomStringConvertible {
    /// The line of the log, from 1.
    public var line: Int
    public var reason: String

    public var description: String { "line \(line): \(reason)" }
  }

  /// Records that follow from those before them.
  public var records = 0
  public var chains = 0
  /// Records that a crash tore and a later session sealed.
  public var tornRecords = 0
  /// Bytes of an unfinished record at the end, which the next session will seal.
  public var openBytes = 0
  /// The last good record's tag; one that was noted elsewhere shows a log that was cut off.
  public var lastTag = ""
  /// The tag that the log's first chain goes on from, where an older file was put aside.
  public var continues: String?
  /// The first record that doesn't follow; nothing behind it was looked at.
  public var fault: Fault?
}

/// Checks every record of an audit log against the chain; linear in its length.
///
/// - Parameter ring: the keys under which it was written, in any order.
public func verifyAudit(path: String, ring: KeyRing) throws(FilterError) -> AuditReport {
  let descriptor: Int32
  do throws(FileError) { descriptor = try Files.openToRead(path) } catch {
    throw .audit(path: path, reason: error.reason)
  }
  defer { close(descriptor) }
  var lines = LineBuffer(lineBytesMax: 1 << 30)
  var verifier = AuditVerifier(ring: ring)
  while verifier.report.fault == nil {
    while verifier.report.fault == nil, let line = lines.nextLine() { verifier.take(line) }
    switch lines.fill(from: descriptor) {
    case .failure(let error): throw .audit(path: path, reason: error.reason)
    case .success(0):
      verifier.finish(openBytes: lines.pendingCount)
      return verifier.report
    case .success: break
    }
  }
  return verifier.report
}

private struct AuditVerifier {
  let ring: KeyRing
  var report = AuditReport()
  private var line = 0
  private var chain: HMACChain?
  /// A line that doesn't follow: torn if the next record seals it, changed if not.
  private var torn: (line: Int, bytes: Int)?

  init(ring: KeyRing) { self.ring = ring }

  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    line += 1
    let isGood = follows(bytes)
    switch (isGood, torn) {
    case (true, nil): report.records += 1
    case (true, .some(let gap)):
      let facts = AuditFacts(bytes)
      guard facts.torn == Int64(gap.bytes) else { return fail(gap.line) }
      torn = nil
      report.tornRecords += 1
      report.records += 1
    case (false, nil): torn = (line, bytes.count)
    case (false, .some(let gap)): fail(gap.line)
    }
    if isGood, let chain { report.lastTag = chain.tagText }
  }

  mutating func finish(openBytes: Int) {
    if report.fault != nil { return }
    report.openBytes = openBytes
    if let torn { fail(torn.line) }
  }

  private mutating func fail(_ line: Int) {
    report.fault = AuditReport.Fault(
      line: line,
      reason: line == 1 && chain == nil
        ? "no chain begins here under these keys"
        : "does not follow from the record before it: a record was changed, removed or added here")
  }

  private mutating func follows(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let parts = AuditRecord.parts(of: bytes) else { return false }
    if var next = chain, next.verify(parts.record, tagText: parts.tag) {
      // A header is only good as the beginning of its own chain.
      if AuditFacts(bytes).action != AuditAction.chainStart.description {
        chain = next
        return true
      }
    }
    return begins(parts, AuditFacts(bytes))
  }

  private mutating func begins(
    _ parts: (record: UnsafeBufferPointer<UInt8>, tag: String), _ facts: AuditFacts
  ) -> Bool {
    guard facts.action == AuditAction.chainStart.description, let id = facts.chain,
      let keyID = facts.key,
      let key = ring.key(id: keyID)
    else { return false }
    if let chain, facts.after != chain.tagText { return false }
    var next = HMACChain(key: key, id: Array(id.utf8))
    guard next.verify(parts.record, tagText: parts.tag) else { return false }
    if chain == nil { report.continues = facts.after }
    chain = next
    report.chains += 1
    return true
  }
}
