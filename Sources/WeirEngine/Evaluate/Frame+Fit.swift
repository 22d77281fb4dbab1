import WeirChecker
import WeirJSON
import WeirSyntax

/// Fitting a line to the schema: what every message goes through before any policy sees it.
extension Frame {
  /// Reads the declared fields into `values`; nil when the line fits.
  mutating func fit() -> Malformation? {
    for field in program.message.plans.indices {
      let plan = program.message.plans[field]
      let value = document.slots[field]
      if value.kind == .absent || value.kind == .null {
        if plan.isOptional || isInsideAbsent(plan) { continue }
        return missing(program.message.fields[field], value)
      }
      if !fits(value, plan, field) { return misfit(value, field) }
    }
    return program.message.isClosed ? undeclaredMember() : nil
  }

  /// A member of an absent record isn't missed, the record is.
  private func isInsideAbsent(_ plan: FieldPlan) -> Bool {
    plan.parent >= 0 && document.slots[Int(plan.parent)].kind != .object
  }

  @inline(__always)
  private mutating func fits(_ value: JSONValue, _ plan: FieldPlan, _ field: FieldID) -> Bool {
    switch plan.kind {
    case .string: return value.kind == .string
    case .int: return keep(convertInt(value, .int), field) { .int($0) }
    case .time: return keep(convertInt(value, .time), field) { .int($0) }
    case .duration: return keep(convertInt(value, .duration), field) { .int($0) }
    case .float: return keep(convertFloat(value), field) { .float($0) }
    case .bool: return keep(convertBool(value), field) { .bool($0) }
    case .union:
      guard case .value(let text) = fieldText(field) else { return false }
      return program.message.unions[Int(plan.union)].contains(text)
    case .ip: return keep(convertNetwork(value, .ip), field) { .network($0) }
    case .cidr: return keep(convertNetwork(value, .cidr), field) { .network($0) }
    case .json: return true
    case .record: return value.kind == .object
    case .list: return fitsList(value, field)
    case .texts: return value.kind == .array && holdsTexts(value)
    }
  }

  @inline(__always)
  private mutating func keep<Value>(
    _ value: Outcome<Value>, _ field: FieldID, _ make: (Value) -> FieldValue
  ) -> Bool {
    guard case .value(let value) = value else { return false }
    values[field] = make(value)
    return true
  }

  private mutating func fitsList(_ value: JSONValue, _ field: FieldID) -> Bool {
    nameFault = nil
    return temporarily { $0.fits(value, $0.program.message.fields[field].type) }
  }

  private func misfit(_ value: JSONValue, _ field: FieldID) -> Malformation {
    let list = program.message.plans[field].kind == .list
    return (list ? nameFault : nil) ?? wrong(value, program.message.fields[field].type)
  }

  // MARK: - Inside lists

  private mutating func fits(_ value: JSONValue, _ type: ValueType) -> Bool {
    switch type {
    case .bool: return value.kind == .true || value.kind == .false
    case .int, .time, .duration: return convertInt(value, Conversion(type)) != .absent
    case .float: return convertFloat(value) != .absent
    case .string: return value.kind == .string
    case .union(let members): return value.kind == .string && isOne(of: members, value)
    case .ip, .cidr: return convertNetwork(value, Conversion(type)) != .absent
    case .json: return true
    case .record(let record): return value.kind == .object && fits(value, record)
    case .list(let element): return value.kind == .array && fitsEach(value, element)
    case .optional(let wrapped): return value.kind == .null || fits(value, wrapped)
    case .invalid: return false
    }
  }

  private mutating func isOne(of members: [String], _ value: JSONValue) -> Bool {
    let text = decoded(value)
    return members.contains { text.count == $0.utf8.count && text.elementsEqual($0.utf8) }
  }

  private func holdsTexts(_ list: JSONValue) -> Bool {
    var elements = list.elements(in: line)
    while let value = elements.next() {
      if value.kind != .string { return false }
    }
    return true
  }

  private mutating func fitsEach(_ list: JSONValue, _ element: ValueType) -> Bool {
    var elements = list.elements(in: line)
    while let value = elements.next() {
      if !temporarily({ $0.fits(value, element) }) { return false }
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
      } else if !fits(member, field.type) {
        return false
      }
    }
    return true
  }
}
