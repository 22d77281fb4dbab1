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

final class CompiledField: Sendable {
  let name: String
  let jsonPath: [String]
  let type: ValueType
  let isOptional: Bool
  let parent: FieldID?

  init(
    name: String, jsonPath: [String], type: ValueType, isOptional: Bool, parent: FieldID?
  ) {
    self.name = name
    self.jsonPath = jsonPath
    self.type = type
    self.isOptional = isOptional
    self.parent = parent
  }
}
