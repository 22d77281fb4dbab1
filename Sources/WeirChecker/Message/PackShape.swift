import WeirSyntax

extension Checker {
  /// A pack's fields are what the set must supply; in the pack they have the pack's types.
  func declarePack(_ pack: Scope) {
    let blocks = pack.messageBlocks
    var supplied: [RecordField] = []
    for block in blocks {
      pack.hasMessageBlock = true
      for field in record(block.fields).fields {
        guard let tree = block.fields.first(where: { $0.name.text == field.name }) else { continue }
        supplied.append(supply(field, tree, from: root.shape, for: pack))
      }
      pack.shape = RecordType(fields: supplied)
      declareFields(of: pack, block.fields)
    }
    declareNames(of: pack)
  }

  /// The pack's field as the set gives it; of type `.invalid` where the set doesn't.
  private func supply(
    _ field: RecordField, _ tree: FieldDeclaration, from shape: RecordType, for pack: Scope
  ) -> RecordField {
    var result = field
    guard let own = shape.field(named: field.name) else {
      result.type = .invalid
      reportMissing(field, tree, for: pack)
      return result
    }
    (result.jsonName, result.isTrusted) = (own.jsonName, own.isTrusted)
    if let merged = merge(wanted: field.type, given: own.type) {
      result.type = merged
    } else {
      result.type = .invalid
      reportMismatch(field, own, tree, for: pack)
    }
    return result
  }

  /// The wanted type with JSON names and trust of the given one; nil where the given doesn't fit.
  /// The given may be narrower: always there, or a union for a string.
  private func merge(wanted: ValueType, given: ValueType) -> ValueType? {
    if wanted.isInvalid || given.isInvalid { return .invalid }
    switch (wanted, given) {
    case (.optional(let wanted), .optional(let given)), (.optional(let wanted), let given):
      return merge(wanted: wanted, given: given).map(ValueType.optional)
    case (.string, .union): return .string
    case (.union(let wanted), .union(let given)):
      return Set(given).isSubset(of: wanted) ? .union(wanted) : nil
    case (.list(let wanted), .list(let given)):
      return merge(wanted: wanted, given: given).map(ValueType.list)
    case (.record(let wanted), .record(let given)): return merge(wanted, given)
    default: return wanted == given ? wanted : nil
    }
  }

  private func merge(_ wanted: RecordType, _ given: RecordType) -> ValueType? {
    var fields: [RecordField] = []
    for field in wanted.fields {
      guard let own = given.field(named: field.name),
        let type = merge(wanted: field.type, given: own.type)
      else { return nil }
      fields.append(
        RecordField(
          name: field.name, jsonName: own.jsonName, type: type, isTrusted: own.isTrusted))
    }
    return .record(RecordType(fields: fields))
  }

  private func useSpan(of pack: Scope) -> SourceSpan? { root.definitions[pack.name]?.span }

  private func reportMissing(_ field: RecordField, _ tree: FieldDeclaration, for pack: Scope) {
    let names = root.shape.fields.map(\.name)
    report(
      CheckCodes.packNeedsField,
      "the pack `\(pack.name)` needs the field `\(field.name)`, which the set doesn't have",
      useSpan(of: pack) ?? tree.span, "needs `\(field.name): \(field.type.text)`",
      also: [Label(tree.span, "declared here by the pack")],
      help: nearest(field.name, names).map {
        "if `\($0)` is that field, declare it as `\(field.name): … from \"\($0)\"`"
      } ?? "add `\(field.name): \(field.type.text)` to the set's `message` block")
  }

  private func reportMismatch(
    _ field: RecordField, _ own: RecordField, _ tree: FieldDeclaration, for pack: Scope
  ) {
    let declared = fieldIDs[[field.name]].map { message.fields[$0].span }
    report(
      CheckCodes.packNeedsField,
      "the pack `\(pack.name)` needs `\(field.name)` as `\(field.type.text)`",
      useSpan(of: pack) ?? tree.span, "the set has it as `\(own.type.text)`",
      also: [Label(tree.span, "declared here by the pack")]
        + (declared.map { [Label($0, "declared here by the set")] } ?? []),
      help: "give both the same type; the set's may be narrower, never wider")
  }
}
