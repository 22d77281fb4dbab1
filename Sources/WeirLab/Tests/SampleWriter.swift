import WeirChecker
import WeirProject
import WeirSyntax

/// Makes the line of a test's message: what the test names as it says, all else neutral.
///
/// Neutral is `""`, 0, false, `[]`, `{}` for json, the first member of a union, `0.0.0.0` (as a
/// network `0.0.0.0/32`), the test's clock for a time, a record of neutral members; what is optional
/// is left out.
struct SampleWriter {
  let message: CheckedMessage
  let files: [SourceFile]
  /// The test's clock, in microseconds since 1970.
  let now: Int64

  func line(_ sample: SampleTree) -> [UInt8] {
    Array(record(sample.members, message.shape).compact.utf8)
  }

  /// The line of a message that names nothing.
  var neutralLine: [UInt8] { Array(record([], message.shape).compact.utf8) }

  private func record(_ members: [SampleMember], _ shape: RecordType) -> JSONTree {
    .object(
      shape.fields.compactMap { field in
        let given = members.first { $0.name.text == field.name || $0.name.text == field.jsonName }
        if let given { return JSONTree.Member(field.jsonName, value(given.value, field.type)) }
        return neutral(field.type).map { JSONTree.Member(field.jsonName, $0) }
      })
  }

  /// Nil for what is left out.
  private func neutral(_ type: ValueType) -> JSONTree? {
    switch type {
    case .bool: .bool(false)
    case .int, .float, .duration: .number("0")
    case .string: .text("")
    case .time: .text(TimeText.short(Timestamp(microseconds: now)))
    case .ip: .text("0.0.0.0")
    case .cidr: .text("0.0.0.0/32")
    case .json: .object([])
    case .union(let texts): .text(texts.first ?? "")
    case .record(let shape): record([], shape)
    case .list: .list([])
    case .optional, .invalid: nil
    }
  }

  /// A value as written, in the form that the type reads.
  func value(_ sample: SampleValue, _ type: ValueType) -> JSONTree {
    switch sample.kind {
    case .literal(let literal): return self.literal(literal, type.wrapped, sample.span)
    case .list(let values):
      var element = ValueType.json
      if case .list(let declared) = type.wrapped { element = declared }
      return .list(values.map { value($0, element) })
    case .record(let members):
      if case .record(let shape) = type.wrapped { return record(members, shape) }
      return .object(members.map { JSONTree.Member($0.name.text, value($0.value, .json)) })
    case .invalid: return .null
    }
  }

  private func literal(_ literal: Literal, _ type: ValueType, _ span: SourceSpan) -> JSONTree {
    switch literal {
    case .bool(let value): .bool(value)
    case .int(let value): .number(String(value))
    case .float(let value): .number("\(value)")
    case .text(let text): .text(text)
    case .null: .null
    case .time(let time):
      type == .time ? .text(TimeText.short(Timestamp(microseconds: time))) : .text(written(span))
    // A duration in a message is a number of seconds.
    case .duration(let duration):
      type == .duration ? .number("\(Double(duration) / 1e6)") : .text(written(span))
    case .ip, .cidr: .text(written(span))
    }
  }

  private func written(_ span: SourceSpan) -> String {
    String(decoding: files[span.file].bytes[span.start..<span.end], as: UTF8.self)
  }
}
