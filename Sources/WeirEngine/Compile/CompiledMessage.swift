import WeirChecker
import WeirSyntax

/// The schema as the engine reads lines by it.
struct CompiledMessage: Sendable {
  let fields: [CompiledField]
  /// One for each field.
  let plans: [FieldPlan]
  /// The members of each union.
  let unions: [TextMembership]
  let isClosed: Bool
  let shape: RecordType
  let clock: FieldID?
  let malformed: Verdict
}

final class CompiledField: Sendable {
  let name: String
  let jsonPath: [String]
  /// The path as a JSON Pointer (RFC 6901).
  let pointer: String
  let type: ValueType
  let isOptional: Bool
  let parent: FieldID?

  init(
    name: String, jsonPath: [String], type: ValueType, isOptional: Bool, parent: FieldID?
  ) {
    self.name = name
    self.jsonPath = jsonPath
    pointer = jsonPath.reduce(into: "") { $0 += "/" + Self.escaped($1) }
    self.type = type
    self.isOptional = isOptional
    self.parent = parent
  }

  private static func escaped(_ name: String) -> String {
    name.reduce(into: "") { text, character in
      switch character {
      case "~": text += "~0"
      case "/": text += "~1"
      default: text.append(character)
      }
    }
  }
}
