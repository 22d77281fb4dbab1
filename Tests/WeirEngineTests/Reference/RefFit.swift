import WeirChecker

/// Everything in which a line does not fit the schema.
struct RefFit {
  let frame: RefFrame
  let isClosed: Bool
  var faults: Set<RefFault> = []

  mutating func fit(_ object: RefNode, _ record: RecordType) {
    for field in record.fields {
      let value = object.member(field.jsonName)
      if value == nil || value?.isNull == true {
        if !field.type.isOptional { faults.insert(.missing) }
      } else if let value {
        fit(value, field.type.wrapped)
      }
    }
    guard isClosed else { return }
    for (name, _) in object.members ?? []
    where !record.fields.contains(where: { Array($0.jsonName.utf8) == name.text }) {
      faults.insert(.undeclared)
    }
  }

  private mutating func fit(_ value: RefNode, _ type: ValueType) {
    switch type {
    case .record(let record):
      if value.members == nil { faults.insert(.wrongType) } else { fit(value, record) }
    case .list(let element): fitElements(value, element)
    case .union(let members):
      if !value.isString || !members.contains(where: { Array($0.utf8) == value.text }) {
        faults.insert(.wrongType)
      }
    case .string: if !value.isString { faults.insert(.wrongType) }
    case .json: break
    case .bool, .int, .float, .time, .duration, .ip, .cidr, .optional, .invalid:
      if case .value = frame.read(value, type) { return }
      faults.insert(.wrongType)
    }
  }

  /// What is wrong with an element is told of the list.
  private mutating func fitElements(_ list: RefNode, _ element: ValueType) {
    guard let elements = list.elements else {
      faults.insert(.wrongType)
      return
    }
    var inner = RefFit(frame: frame, isClosed: isClosed)
    for value in elements {
      if value.isNull {
        if !element.isOptional { inner.faults.insert(.wrongType) }
      } else {
        inner.fit(value, element.wrapped)
      }
    }
    if inner.faults.contains(.undeclared) { faults.insert(.undeclared) }
    if !inner.faults.isDisjoint(with: [.missing, .wrongType]) { faults.insert(.wrongType) }
  }
}
