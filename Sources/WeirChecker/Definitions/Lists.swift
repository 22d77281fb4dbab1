import WeirSyntax

/// What a named list holds.
struct ListEntries {
  var values: [Constant]
  /// From a file: texts that may also be read as addresses or numbers.
  var isFromFile: Bool
  var spans: [SourceSpan]

  /// In the author's words.
  var sort: String {
    switch values.first {
    case .text?, nil: "texts"
    case .int?, .float?: "numbers"
    case .ip?, .cidr?: "addresses"
    case .bool?: "truth values"
    case .time?: "times"
    case .duration?: "durations"
    }
  }

  /// The entries as something of this type is looked up among them; nil where it can't be.
  func values(for type: ValueType) -> [Constant]? {
    if values.isEmpty { return type.isScalar ? [] : nil }
    if isFromFile, !type.isText { return converted(for: type) }
    let fits = values.allSatisfy { value in
      switch (type, value.type) {
      case (.ip, .cidr), (.ip, .ip), (.string, .string), (.union, .string), (.float, .int): true
      default: type == value.type
      }
    }
    return fits ? values.map { $0.converted(to: type) } : nil
  }

  private func converted(for type: ValueType) -> [Constant]? {
    let texts = values.compactMap(\.text)
    let read: [Constant]
    switch type {
    case .ip, .cidr: read = texts.compactMap(AddressText.read)
    case .int: read = texts.compactMap { Int64($0).map(Constant.int) }
    case .float: read = texts.compactMap { Double($0).map(Constant.float) }
    default: return nil
    }
    return read.count == values.count ? read : nil
  }
}

extension Constant {
  var text: String? {
    if case .text(let text) = self { return text }
    return nil
  }
}

extension Checker {
  /// Nil where the list was reported as wrong.
  func entries(of definition: Definition) -> ListEntries? {
    guard case .list(let tree) = definition.kind else { return nil }
    if case .done = definition.state { return definition.entries }
    definition.entries = read(tree)
    definition.state = .done(nil)
    return definition.entries
  }

  private func read(_ tree: ListTree) -> ListEntries? {
    switch tree.origin {
    case .entries(let entries):
      return constants(entries).map { values in
        ListEntries(
          values: values.compactMap { value in
            if case .constant(let constant) = value.kind { constant } else { nil }
          }, isFromFile: false, spans: values.map(\.span))
      }
    case .file(let file): return readFile(file)
    case .invalid:
      sawInvalidTree = true
      return nil
    }
  }

  private func readFile(_ file: TextLiteral) -> ListEntries? {
    switch input.listFiles[file.span] {
    case .entries(let texts)?:
      return ListEntries(values: texts.map(Constant.text), isFromFile: true, spans: [])
    case .unreadable(let why)?:
      report(
        CheckCodes.unreadableList, "the list file `\(file.value)` can't be read", file.span, why,
        help: "a set without its lists doesn't start; check the path and the file's rights")
    case nil:
      report(
        CheckCodes.unreadableList, "the list file `\(file.value)` was not found", file.span,
        "no such file", help: "the path starts at the folder of this policy file")
    }
    return nil
  }
}
