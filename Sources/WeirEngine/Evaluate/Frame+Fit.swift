import WeirChecker
import WeirJSON
import WeirSyntax
import WeirText

/// Why a line is malformed: what is wrong, and where.
public struct Malformation: Sendable, Equatable {
  public enum Reason: Sendable, Equatable, Hashable {
    case json(ReadFailure.Reason)
    /// A field that may not be absent is.
    case missing
    /// A field holds something else than its type says.
    case wrongType(expected: String)
    /// A member that a `closed message` doesn't declare.
    case undeclared
    /// The message's clock runs ahead of its arrival.
    case future
  }
  public var reason: Reason
  /// A JSON Pointer (RFC 6901).
  public var field: String
  /// Where in the line, in bytes.
  public var offset: Int
}

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

  private mutating func nameFault(
    _ name: JSONValue, _ record: RecordType
  ) -> Malformation.Reason? {
    let text = decoded(name)
    if record.fields.contains(where: { text.elementsEqual($0.jsonName.utf8) }) { return nil }
    if record.fields.contains(where: { looksAlike(text, $0.jsonName) }) {
      return .json(.lookalikeName)
    }
    return program.message.isClosed ? .undeclared : nil
  }

  private func looksAlike(_ name: TextBytes, _ declared: String) -> Bool {
    if UTF8Scanner.endOfASCII(from: 0, in: name) == name.count,
      declared.utf8.allSatisfy({ $0 < 128 })
    {
      return name.count == declared.utf8.count
        && name.elementsEqual(declared.utf8) { Folding.asciiFolded($0) == Folding.asciiFolded($1) }
    }
    var declared = declared
    let folded = declared.withUTF8 { Folding.compatibilityFolded($0) }
    return Folding.compatibilityFolded(name) == folded
  }

  // MARK: - Faults

  private func missing(_ field: CompiledField, _ value: JSONValue) -> Malformation {
    let pointer = field.jsonPath.reduce(into: "") { text, name in
      text += "/" + escapedForPointer(name)
    }
    return Malformation(reason: .missing, field: pointer, offset: value.start)
  }

  private func wrong(_ value: JSONValue, _ type: ValueType) -> Malformation {
    Malformation(
      reason: .wrongType(expected: type.written),
      field: JSONPointer.to(value, in: line), offset: value.start)
  }

  private func undeclaredMember() -> Malformation? {
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

  private func escapedForPointer(_ name: String) -> String {
    name.reduce(into: "") { text, character in
      switch character {
      case "~": text += "~0"
      case "/": text += "~1"
      default: text.append(character)
      }
    }
  }
}

extension ValueType {
  /// The type as policies write it.
  var written: String {
    switch self {
    case .bool: "bool"
    case .int: "int"
    case .float: "float"
    case .string: "string"
    case .time: "time"
    case .duration: "duration"
    case .ip: "ip"
    case .cidr: "cidr"
    case .json: "json"
    case .union(let members): members.map { "\"\($0)\"" }.joined(separator: " | ")
    case .record: "record"
    case .list(let element): "[\(element.written)]"
    case .optional(let wrapped): "\(wrapped.written)?"
    case .invalid: "unknown"
    }
  }
}
