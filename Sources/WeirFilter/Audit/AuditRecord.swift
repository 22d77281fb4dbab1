import WeirEngine
import WeirJSON
import WeirProject

/// The outer form of a record: JSON whose last member is its tag in the chain.
///
///     {"@timestamp":"…", … ,"weir.tag":"64 hexadecimal digits"}
///     |       record bytes |                                  |
enum AuditRecord {
  static let tailCount = opening.utf8CodeUnitCount + 64 + closing.utf8CodeUnitCount
  private static let opening: StaticString = ",\"weir.tag\":\""
  private static let closing: StaticString = "\"}"

  /// What a record is about.
  enum Kind {
    case event, alert, state

    /// The values of `event.kind` and `event.category`, as they stand in a record.
    fileprivate var members: StaticString {
      switch self {
      case .event: "\"event\",\"event.category\":[\"intrusion_detection\"]"
      case .alert: "\"alert\",\"event.category\":[\"intrusion_detection\"]"
      case .state: "\"state\",\"event.category\":[\"configuration\"]"
      }
    }
  }

  /// Begins a record with what all have.
  static func begin(
    _ text: inout JSONBytes, at time: Timestamp, sequence: Int64, kind: Kind, action: StaticString,
    isSuccess: Bool
  ) {
    text.open("{")
    text.member("@timestamp", time)
    text.member("event.sequence", sequence)
    text.member("event.kind", literal: kind.members)
    text.member("event.action", plain: action)
    text.member("event.outcome", literal: isSuccess ? "\"success\"" : "\"failure\"")
  }

  /// Appends a record, as ``begin(_:at:sequence:kind:action:isSuccess:)`` and its writer left it,
  /// with its tag.
  static func append(
    _ record: UnsafeBufferPointer<UInt8>, tag: [UInt8], to buffer: inout ByteBuffer
  ) {
    buffer.append(record)
    buffer.append(opening)
    tag.withUnsafeBytes { buffer.append(hex: $0) }
    buffer.append(closing)
    buffer.append(0x0A)
  }

  /// The record and its tag, if the line has the form of one.
  static func parts(
    of line: UnsafeBufferPointer<UInt8>
  ) -> (record: UnsafeBufferPointer<UInt8>, tag: String)? {
    guard line.count > tailCount else { return nil }
    let cut = line.count - tailCount
    let tail = line[cut...]
    guard tail.starts(with: opening.bytes),
      tail.suffix(closing.utf8CodeUnitCount).elementsEqual(closing.bytes)
    else { return nil }
    let tag = tail.dropFirst(opening.utf8CodeUnitCount).prefix(64)
    return (
      UnsafeBufferPointer(rebasing: line[..<cut]), String(decoding: tag, as: UTF8.self)
    )
  }
}

extension StaticString {
  fileprivate var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
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
  static let chainStart: StaticString = "chain-start"
  static let seal: StaticString = "torn-record-sealed"
  static let sessionStart: StaticString = "session-start"
  static let sessionEnd: StaticString = "session-end"
  static let reload: StaticString = "policies-reloaded"
  static let reloadRefused: StaticString = "reload-refused"
  static let undelivered: StaticString = "messages-undelivered"
}
