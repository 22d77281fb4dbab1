/// The type of a field or an expression.
public indirect enum ValueType: Sendable, Hashable {
  case bool, int, float, string, time, duration, ip, cidr, json
  /// One of these texts.
  case union([String])
  case record(RecordType)
  case list(ValueType)
  /// May be absent or null.
  case optional(ValueType)
  /// The type of something already reported; it suppresses what would follow from it.
  case invalid

  public var isOptional: Bool {
    if case .optional = self { return true }
    return false
  }

  /// The type without its `?`.
  public var wrapped: ValueType {
    if case .optional(let inner) = self { return inner.wrapped }
    return self
  }

  /// `string` or a union of texts.
  public var isText: Bool {
    switch self {
    case .string, .union: true
    case .bool, .int, .float, .time, .duration, .ip, .cidr, .json, .record, .list, .optional,
      .invalid:
      false
    }
  }

  public var isNumber: Bool { self == .int || self == .float }
}

/// The members of a record, in the order written.
public struct RecordType: Sendable, Hashable {
  public var fields: [RecordField]

  public init(fields: [RecordField]) { self.fields = fields }

  public func field(named name: String) -> RecordField? { fields.first { $0.name == name } }
}

public struct RecordField: Sendable, Hashable {
  /// The name in policies.
  public var name: String
  /// The member's name in JSON.
  public var jsonName: String
  public var type: ValueType
  public var isTrusted: Bool

  public init(name: String, jsonName: String, type: ValueType, isTrusted: Bool) {
    self.name = name
    self.jsonName = jsonName
    self.type = type
    self.isTrusted = isTrusted
  }
}
