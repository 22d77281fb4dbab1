import WeirChecker

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
