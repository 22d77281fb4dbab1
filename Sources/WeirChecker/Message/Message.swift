import WeirSyntax

extension Checker {
  /// The set's one `message` block.
  func checkMessage() {
    let blocks = root.messageBlocks
    guard let block = blocks.first else { return }
    root.hasMessageBlock = true
    for extra in blocks.dropFirst() {
      report(
        CheckCodes.severalMessages, "a set has one `message` block", extra.keywordSpan,
        "a second one", also: [Label(block.keywordSpan, "the first one")],
        help: "put all fields into one block: every line of the stream has one shape")
    }
    root.shape = record(block.fields)
    message.isClosed = block.isClosed
    message.shape = root.shape
    message.span = block.keywordSpan
    layOut(root.shape, block.fields, in: nil)
    declareFields(of: root, block.fields)
    checkClock(block)
    checkMalformed(block)
  }

  /// Gives every field a place; parents stand before their members.
  private func layOut(_ record: RecordType, _ trees: [FieldDeclaration], in parent: FieldID?) {
    for field in record.fields {
      guard let tree = trees.first(where: { $0.name.text == field.name }) else { continue }
      let above = parent.map { message.fields[$0] }
      let path = (above?.path ?? []) + [field.name]
      let id = message.fields.count
      fieldIDs[path] = id
      message.fields.append(
        CheckedField(
          path: path, jsonPath: (above?.jsonPath ?? []) + [field.jsonName], type: field.type,
          isTrusted: field.isTrusted || above?.isTrusted == true, parent: parent, span: tree.span))
      if case .record(let inner) = field.type.wrapped {
        layOut(inner, tree.type.members, in: id)
      }
    }
  }

  /// Top-level fields are names of the scope.
  func declareFields(of scope: Scope, _ trees: [FieldDeclaration]) {
    for field in scope.shape.fields {
      guard let tree = trees.first(where: { $0.name.text == field.name }) else { continue }
      declare(Definition(field.name, .field(field), tree.name.span, in: scope), in: scope)
    }
  }

  private func checkClock(_ block: MessageTree) {
    guard let clock = block.clocks.first else { return }
    for extra in block.clocks.dropFirst() {
      reportRepeated("clock", extra.span, first: clock.span, in: "a message block")
    }
    let path = clock.text.split(separator: ".").map(String.init)
    guard let id = fieldIDs[path] else {
      let names = message.fields.map { $0.path.joined(separator: ".") }
      return report(
        CheckCodes.unknownField, "unknown field `\(clock.text)`", clock.span,
        "the message has no such field", help: didYouMean(clock.text, names))
    }
    let mayBeAbsent = sequence(first: id, next: { self.message.fields[$0].parent })
      .contains { message.fields[$0].type.isOptional }
    let type = message.fields[id].type
    guard type != .time || mayBeAbsent else {
      message.clock = id
      return
    }
    guard !type.isInvalid else { return }
    let shown = type.optional(if: mayBeAbsent).text
    report(
      CheckCodes.clockNotTime, "the clock must be a `time` that is always there", clock.span,
      "`\(clock.text)` is `\(shown)`", also: [Label(message.fields[id].span, "declared here")],
      help: "declare it as `\(clock.text): time`, or leave `clock` out to use the time of arrival")
  }

  private func checkMalformed(_ block: MessageTree) {
    guard let first = block.malformed.first else { return }
    message.malformed = first.verdict
    for extra in block.malformed.dropFirst() {
      reportRepeated("malformed", extra.span, first: first.span, in: "a message block")
    }
  }

  func reportRepeated(
    _ word: String, _ span: SourceSpan, first: SourceSpan, in place: String
  ) {
    report(
      CheckCodes.repeatedClause, "\(place) can have one `\(word)`", span, "a second one",
      also: [Label(first, "the first one")], help: "keep one of them")
  }
}

extension TypeTree {
  /// The fields of a record, through `?`.
  var members: [FieldDeclaration] {
    switch kind {
    case .record(let fields): fields
    case .optional(let inner): inner.members
    case .named, .union, .list, .invalid: []
    }
  }
}
