import WeirChecker
import WeirJSON

/// What is said of a line that does not fit.
extension Frame {
  func missing(_ field: CompiledField, _ value: JSONValue) -> Malformation {
    Malformation(reason: .missing, field: field.pointer, offset: value.start)
  }

  func wrong(_ value: JSONValue, _ type: ValueType) -> Malformation {
    Malformation(
      reason: .wrongType(expected: type.text),
      field: JSONPointer.to(value, in: line), offset: value.start)
  }

  func undeclaredMember() -> Malformation? {
    let whole = JSONValue(kind: .object, start: start(), end: line.count)
    return undeclared(in: whole, of: program.message.shape)
  }

  private func undeclared(in object: JSONValue, of record: RecordType) -> Malformation? {
    var members = object.members(in: line)
    while let member = members.next() {
      let name = member.name.string(in: line)
      guard let field = record.fields.first(where: { $0.jsonName == name }) else {
        return Malformation(
          reason: .undeclared, field: JSONPointer.to(member.name, in: line),
          offset: member.name.start)
      }
      if case .record(let inner) = field.type.wrapped, member.value.kind == .object,
        let fault = undeclared(in: member.value, of: inner)
      {
        return fault
      }
    }
    return nil
  }

  /// Where the line's object begins.
  private func start() -> Int { line.firstIndex(of: UInt8(ascii: "{")) ?? 0 }
}
