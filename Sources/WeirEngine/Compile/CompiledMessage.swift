import WeirChecker
import WeirSyntax

/// The schema as the engine reads lines by it.
struct CompiledMessage: Sendable {
  var fields: [CompiledField]
  var isClosed: Bool
  var shape: RecordType
  var clock: FieldID?
  var malformed: Verdict
}

struct CompiledField: Sendable {
  var name: String
  var jsonPath: [String]
  var type: ValueType
  var isOptional: Bool
  var parent: FieldID?
}
