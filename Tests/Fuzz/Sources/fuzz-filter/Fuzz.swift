import FuzzDriver

/// Targets that need files and cryptography: the whole filter, and the audit log that it goes on from.
@main struct Fuzz {
  static func main() {
    Driver.run(["filter": FilterTarget.take, "audit": AuditTarget.take])
  }
}
