import FuzzDriver
import WeirCrypto
import WeirProject

@testable import WeirFilter

/// Any bytes as an audit log that a new session finds: it goes on from it or says why not, and what it
/// goes on from verifies as before.
///
/// Bytes that stand behind a log of three good records are a tail that a crash tore.
///
///     kind (1 byte: alone, behind good records, behind a record that lost its end) | bytes
enum AuditTarget {
  @Sendable static func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let kind = bytes.first else { return }
    var log = kind % 3 == 0 ? [] : good
    if kind % 3 == 2 { log.removeLast(Int(kind) % log.count) }
    log += bytes.dropFirst()
    log.withUnsafeBytes { file.write($0) }
    let before = report()
    guard var audit = try? AuditLog(settings, session: "next", at: time) else { return }
    audit.record(AuditAction.sessionStart, at: time) { _ in }
    guard (try? audit.flush(syncs: false)) != nil else { return claim(false, "a log is written") }
    let after = report()
    claim(
      before.fault != nil || after.fault == nil, "a log that verified verifies: \(before) \(after)")
    claim(after.openBytes == 0, "nothing is left open")
  }

  private static let file = ScratchFile("audit")
  private static let time = Timestamp(seconds: 1_767_225_600)
  private static let settings = FilterSettings.Audit(file: file.path, ring: FilterTarget.ring)

  private static let good: [UInt8] = {
    file.empty()
    guard var audit = try? AuditLog(settings, session: "first", at: time) else { return [] }
    for _ in 0..<2 { audit.record(AuditAction.sessionStart, at: time) { _ in } }
    precondition((try? audit.flush(syncs: false)) != nil, "a log is written")
    return file.read()
  }()

  private static func report() -> AuditReport {
    do {
      return try verifyAudit(path: file.path, ring: FilterTarget.ring)
    } catch {
      preconditionFailure("a scratch file can be read: \(error)")
    }
  }
}
