extension ValueType {
  /// As an author would write it; long unions and the types inside records are cut short.
  public var text: String {
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
    case .union(let texts): texts.prefix(6).map { "\"\($0)\"" }.joined(separator: " | ")
    case .record(let record): "{ \(record.fields.map(\.name).joined(separator: ", ")) }"
    case .list(let element): "[\(element.text)]"
    case .optional(let wrapped): "\(wrapped.text)?"
    case .invalid: "unknown"
    }
  }

  /// A value that could stand after `??`.
  var example: String {
    switch self {
    case .bool: "false"
    case .int: "0"
    case .float: "0.0"
    case .string: "\"\""
    case .union(let texts): "\"\(texts.first ?? "")\""
    case .duration: "0s"
    case .time: "2026-01-01"
    case .ip: "0.0.0.0"
    case .cidr, .json, .record, .list, .invalid: "…"
    case .optional(let wrapped): wrapped.example
    }
  }

  /// Can be a key, an element of a list that is searched, or be compared.
  var isScalar: Bool {
    switch self {
    case .bool, .int, .float, .string, .time, .duration, .ip, .cidr, .union: true
    case .json, .record, .list, .optional, .invalid: false
    }
  }

  /// True where something was already reported about a part of it.
  var isInvalid: Bool { wrapped == .invalid }

  func optional(if condition: Bool) -> ValueType {
    condition && !isOptional && self != .invalid ? .optional(self) : self
  }
}
