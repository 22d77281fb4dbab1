import WeirJSON
import WeirProject

/// The outer form of a record: JSON whose last member is its tag in the chain.
///
///     {"@timestamp":"…", … ,"weir.tag":"64 hexadecimal digits"}
///     |       record bytes |                                  |
enum AuditRecord {
  private static let opening = Array(",\"weir.tag\":\"".utf8)
  private static let closing = Array("\"}".utf8)
  static let tailCount = opening.count + 64 + closing.count

  static func seal(_ text: inout JSONBytes, tag: String) {
    text.bytes.append(contentsOf: opening)
    text.bytes.append(contentsOf: tag.utf8)
    text.bytes.append(contentsOf: closing)
    text.endLine()
  }

  /// The record and its tag, if the line has the form of one.
  static func parts(
    of line: UnsafeBufferPointer<UInt8>
  ) -> (record: UnsafeBufferPointer<UInt8>, tag: String)? {
    guard line.count > tailCount else { return nil }
    let cut = line.count - tailCount
    let tail = line[cut...]
    guard tail.prefix(opening.count).elementsEqual(opening),
      tail.suffix(closing.count).elementsEqual(closing)
    else { return nil }
    let tag = tail.dropFirst(opening.count).prefix(64)
    return (
      UnsafeBufferPointer(rebasing: line[..<cut]), String(decoding: tag, as: UTF8.self)
    )
  }
}

/// What continuing and verifying a log need to read from a record.
struct AuditFacts {
  var action = ""
  var sequence: Int64?
  /// The id of a chain that begins here.
  var chain: String?
  /// The id of that chain's key.
  var key: String?
  /// The tag of the record before.
  var after: String?
  /// Bytes of a torn record that this one seals.
  var torn: Int64?

  private static let names = [
    "event.action", "event.sequence", "weir.chain", "weir.key", "weir.after", "weir.torn",
  ]

  init(_ line: UnsafeBufferPointer<UInt8>) {
    var reader = JSONReader(tree: FieldTree(paths: Self.names.map { [$0] }))
    var document = Document()
    guard reader.read(line, into: &document) == nil else { return }
    func text(_ slot: Int) -> String? {
      let value = document.slots[slot]
      return value.kind == .string ? value.string(in: line) : nil
    }
    func number(_ slot: Int) -> Int64? {
      let value = document.slots[slot]
      return value.kind == .number ? value.int64(in: line) : nil
    }
    action = text(0) ?? ""
    sequence = number(1)
    chain = text(2)
    key = text(3)
    after = text(4)
    torn = number(5)
  }
}

/// `event.action` of records that are no decisions.
enum AuditAction {
  static let chainStart = "chain-start"
  static let seal = "torn-record-sealed"
  static let sessionStart = "session-start"
  static let sessionEnd = "session-end"
  static let reload = "policies-reloaded"
  static let reloadRefused = "reload-refused"
  static let undelivered = "messages-undelivered"
}
