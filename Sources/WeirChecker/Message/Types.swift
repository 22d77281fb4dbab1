import WeirSyntax

extension Checker {
  /// A record with every field whose name is new.
  func record(_ trees: [FieldDeclaration]) -> RecordType {
    var fields: [RecordField] = []
    var names: [String: SourceSpan] = [:]
    var members: [String: (written: String, span: SourceSpan)] = [:]
    for tree in trees {
      let name = tree.name
      if let first = names[name.text] {
        report(
          CheckCodes.duplicateField, "the field `\(name.text)` is declared twice", name.span,
          "again here", also: [Label(first, "first here")], help: "remove one of them")
        continue
      }
      names[name.text] = name.span
      let member = tree.jsonName?.value ?? name.text
      let span = tree.jsonName?.span ?? name.span
      if let first = members[asciiLowercased(member)] {
        reportSameMember(member, span, first)
      } else {
        members[asciiLowercased(member)] = (member, span)
      }
      fields.append(
        RecordField(
          name: name.text, jsonName: member, type: type(tree.type), isTrusted: tree.isTrusted))
    }
    return RecordType(fields: fields)
  }

  private func reportSameMember(
    _ member: String, _ span: SourceSpan, _ first: (written: String, span: SourceSpan)
  ) {
    let same = member == first.written
    report(
      CheckCodes.duplicateField,
      same
        ? "two fields read the JSON member `\(member)`"
        : "the JSON members `\(first.written)` and `\(member)` differ only in case",
      span, "again here", also: [Label(first.span, "first here")],
      help: same
        ? "declare it once, and use `let` for another name"
        : "a line with a member that differs only in case is malformed, so both can't be declared")
  }

  func type(_ tree: TypeTree) -> ValueType {
    switch tree.kind {
    case .named(let name): return namedType(name)
    case .union(let texts): return unionType(texts)
    case .record(let fields): return .record(record(fields))
    case .list(let element):
      let element = type(element)
      return element.isInvalid ? .invalid : .list(element)
    case .optional(let inner):
      let inner = type(inner)
      return inner.isOptional || inner.isInvalid ? inner : .optional(inner)
    case .invalid:
      sawInvalidTree = true
      return .invalid
    }
  }

  private func namedType(_ name: Name) -> ValueType {
    if let known = Self.typeNames.first(where: { $0.0 == name.text }) { return known.1 }
    let names = Self.typeNames.map(\.0)
    let habit = Self.foreignTypeNames[name.text].map { "did you mean `\($0)`?" }
    report(
      CheckCodes.unknownType, "unknown type `\(name.text)`", name.span,
      "the types are \(quotedList(names))", help: habit ?? didYouMean(name.text, names))
    return .invalid
  }

  private func unionType(_ texts: [TextLiteral]) -> ValueType {
    var seen: [String: SourceSpan] = [:]
    for text in texts {
      if let first = seen[text.value] {
        report(
          CheckCodes.duplicateField, "the union has `\"\(text.value)\"` twice", text.span,
          "again here", also: [Label(first, "first here")], help: "remove one of them")
      }
      seen[text.value] = text.span
    }
    return .union(texts.map(\.value).filter { seen.removeValue(forKey: $0) != nil })
  }

  static let typeNames: [(String, ValueType)] = [
    ("bool", .bool), ("int", .int), ("float", .float), ("string", .string), ("time", .time),
    ("duration", .duration), ("ip", .ip), ("cidr", .cidr), ("json", .json),
  ]

  /// What other languages call these types.
  private static let foreignTypeNames = [
    "text": "string", "str": "string", "boolean": "bool", "integer": "int", "number": "float",
    "double": "float", "long": "int", "object": "json", "any": "json", "map": "json",
    "timestamp": "time", "date": "time", "datetime": "time", "address": "ip", "network": "cidr",
    "array": "[string]", "list": "[string]",
  ]
}

func asciiLowercased(_ text: String) -> String {
  String(decoding: text.utf8.map { (65...90).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
}
