import WeirSyntax

extension Checker {
  /// Members by the names of policies or of JSON.
  func checkMembers(
    _ members: [SampleMember], _ record: RecordType, _ owner: String, _ scope: Scope
  ) {
    var seen: [String: SourceSpan] = [:]
    for member in members {
      let name = member.name
      let found = record.fields.first { $0.name == name.text || $0.jsonName == name.text }
      guard let field = found else {
        reportUnknownMember(name, record, owner, scope)
        continue
      }
      if let first = seen[field.name] {
        report(
          CheckCodes.duplicateField, "`\(name.text)` is given twice", name.span, "again here",
          also: [Label(first, "first here")],
          help: "to send a line that repeats a member write `line \"…\"`")
      }
      seen[field.name] = name.span
      checkFit(member.value, field.type, name.text, scope)
    }
  }

  private func reportUnknownMember(
    _ name: Name, _ record: RecordType, _ owner: String, _ scope: Scope
  ) {
    guard scope.hasMessageBlock else {
      if !scope.hasReportedMissingMessage {
        scope.hasReportedMissingMessage = true
        report(
          CheckCodes.noMessage, "no `message` block says what `\(name.text)` is", name.span,
          "used here as a field",
          help: "describe one line of the stream: `message { \(name.text): string }`")
      }
      return
    }
    let known = record.fields.map(\.name)
    report(
      CheckCodes.unknownField, "unknown field `\(name.text)`", name.span,
      "\(owner) has \(quotedList(known))",
      help: didYouMean(name.text, known) ?? "a line with other members is sent by `line \"…\"`")
  }

  private func checkFit(
    _ value: SampleValue, _ type: ValueType, _ name: String, _ scope: Scope
  ) {
    switch (value.kind, type.wrapped) {
    case (.invalid, _), (_, .invalid), (_, .json): return
    case (.literal(.null), _) where type.isOptional: return
    case (.literal(let literal), let wanted) where literal.fits(wanted): return
    case (.list(let values), .list(let element)):
      for value in values { checkFit(value, element, name, scope) }
    case (.record(let members), .record(let record)):
      checkMembers(members, record, "`\(name)`", scope)
    case (.literal(.text(let text)), .union(let texts)):
      reportMisfit(value, type, name, help: didYouMean(text, texts))
    default: reportMisfit(value, type, name, help: nil)
    }
  }

  private func reportMisfit(
    _ value: SampleValue, _ type: ValueType, _ name: String, help: String?
  ) {
    report(
      CheckCodes.sampleMisfit, "`\(name)` can't be `\(written(value.span))`", value.span,
      "`\(name)` is `\(type.text)`",
      help: help ?? "to send a line that doesn't fit write `line \"…\"`")
  }
}

extension Literal {
  /// Can stand in a message where this type is declared.
  func fits(_ type: ValueType) -> Bool {
    switch (self, type) {
    case (.bool, .bool), (.int, .int), (.int, .float), (.float, .float), (.text, .string): true
    case (.text(let text), .union(let texts)): texts.contains(text)
    case (.time, .time), (.int, .time), (.float, .time), (.text, .time): true
    case (.duration, .duration), (.int, .duration), (.text, .duration), (.float, .duration): true
    case (.ip, .ip), (.text, .ip), (.cidr, .cidr), (.ip, .cidr), (.text, .cidr): true
    case (.time, .string), (.duration, .string), (.ip, .string), (.cidr, .string): true
    default: false
    }
  }
}
