import WeirChecker
import WeirSyntax

/// How one declared field is fitted to the schema, in plain numbers: every message goes through all
/// of them, so nothing here counts references. Only lists and records need the type itself.
struct FieldPlan: Sendable {
  enum Kind: UInt8 {
    case bool, int, time, duration, float, string, union, ip, cidr, json, record, list, texts
  }
  var kind: Kind
  var isOptional: Bool
  /// The field of the record that this is a member of, or -1.
  var parent: Int32
  /// Of a union, the place of its members in `CompiledMessage.unions`.
  var union: Int32 = -1
}

extension CompiledMessage {
  init(
    fields: [CompiledField], isClosed: Bool, shape: RecordType, clock: FieldID?,
    malformed: Verdict
  ) {
    var unions: [TextMembership] = []
    plans = fields.map { field in
      var plan = FieldPlan(
        kind: .init(field.type), isOptional: field.isOptional, parent: Int32(field.parent ?? -1))
      if case .union(let members) = field.type {
        plan.union = Int32(unions.count)
        unions.append(TextMembership(members))
      }
      return plan
    }
    self.unions = unions
    self.fields = fields
    self.isClosed = isClosed
    self.shape = shape
    self.clock = clock
    self.malformed = malformed
  }
}

extension FieldPlan.Kind {
  fileprivate init(_ type: ValueType) {
    switch type {
    case .bool: self = .bool
    case .int: self = .int
    case .time: self = .time
    case .duration: self = .duration
    case .float: self = .float
    case .string: self = .string
    case .union: self = .union
    case .ip: self = .ip
    case .cidr: self = .cidr
    case .json: self = .json
    case .record: self = .record
    case .list(.string): self = .texts
    case .list: self = .list
    case .optional, .invalid: preconditionFailure("a field's type is valid and unwrapped")
    }
  }
}
