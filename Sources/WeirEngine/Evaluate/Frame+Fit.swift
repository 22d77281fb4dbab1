import WeirChecker
import WeirJSON
import WeirSyntax

/// Fitting a line to the schema: what every message goes through before any policy sees it.
extension Frame {
  /// Reads the declared fields into `values`; nil when the line fits.
  mutating func fit() -> Malformation? {
    for field in program.message.fields.indices {
      if let fault = fit(field) { return fault }
    }
    return program.message.isClosed ? undeclaredMember() : nil
  }

  private mutating func fit(_ field: FieldID) -> Malformation? {
    let declared = program.message.fields[field]
    let value = document.slots[field]
    if value.kind == .absent || value.kind == .null {
      if declared.isOptional || isInsideAbsent(declared) { return nil }
      return missing(declared, value)
    }
    nameFault = nil
    guard temporarily({ $0.fits(value, declared.type, field: field) }) else {
      return nameFault ?? wrong(value, declared.type)
    }
    return nil
  }

  /// A member of an absent record isn't missed, the record is.
  private func isInsideAbsent(_ field: CompiledField) -> Bool {
    guard let parent = field.parent else { return false }
    return document.slots[parent].kind != .object
  }

  private mutating func fits(_ value: JSONValue, _ type: ValueType, field: FieldID?) -> Bool {
    switch type {
    case .bool: return store(convertBool(value), field) { .bool($0) }
    case .int, .time, .duration:
      return store(convertInt(value, Conversion(type)), field) { .int($0) }
    case .float: return store(convertFloat(value), field) { .float($0) }
    case .string: return value.kind == .string
    case .union(let members): return value.kind == .string && isOne(of: members, value, field)
    case .ip, .cidr:
      return store(convertNetwork(value, Conversion(type)), field) { .network($0) }
    case .json: return true
    case .record(let record):
      return value.kind == .object && (field != nil || fits(value, record))
    case .list(let element): return value.kind == .array && fitsEach(value, element)
    case .optional(let wrapped): return value.kind == .null || fits(value, wrapped, field: field)
    case .invalid: return false
    }
  }

  private mutating func store<Value>(
    _ value: Outcome<Value>, _ field: FieldID?, _ make: (Value) -> FieldValue
  ) -> Bool {
    guard case .value(let value) = value else { return false }
    if let field { values[field] = make(value) }
    return true
  }

  private mutating func isOne(of members: [String], _ value: JSONValue, _ field: FieldID?) -> Bool {
    let text: TextBytes
    if let field, case .value(let kept) = fieldText(field) {
      text = kept
    } else {
      text = decoded(value)
    }
    return members.contains { member in
      text.count == member.utf8.count && text.elementsEqual(member.utf8)
    }
  }

  private mutating func fitsEach(_ list: JSONValue, _ element: ValueType) -> Bool {
    var elements = list.elements(in: line)
    while let value = elements.next() {
      if !temporarily({ $0.fits(value, element, field: nil) }) { return false }
    }
    return true
  }

  /// A record inside a list: its members have no places of their own, and the reader has not
  /// compared their names with the declared ones.
  private mutating func fits(_ value: JSONValue, _ record: RecordType) -> Bool {
    var members = value.members(in: line)
    while let member = members.next() {
      if let reason = nameFault(member.name, record) {
        nameFault = Malformation(
          reason: reason, field: JSONPointer.to(member.name, in: line), offset: member.name.start)
        return false
      }
    }
    for field in record.fields {
      let member = value.member(named: field.jsonName, in: line)
      if member.kind == .absent || member.kind == .null {
        if !field.type.isOptional { return false }
      } else if !fits(member, field.type, field: nil) {
        return false
      }
    }
    return true
  }
}
