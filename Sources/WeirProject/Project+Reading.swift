import WeirSyntax
import WeirYAML

extension Project {
  init(bytes: [UInt8], path: String) throws(ProjectError) {
    self.init()
    file = path
    let document: YAMLDocument
    do throws(YAMLError) {
      document = try YAMLDocument.parse(bytes: bytes, file: path)
    } catch { throw .yaml([error]) }
    let reader = YAMLReader(document)
    read(reader, path)
    do throws(YAMLErrors) { try reader.finish() } catch { throw .yaml(error.errors) }
  }

  private mutating func read(_ reader: YAMLReader, _ path: String) {
    func beside(_ name: String) -> String { Files.path(name, besideFile: path) }
    policies = (reader.optionalStringList("policies") ?? []).map(beside)
    packs = (reader.optionalStringList("packs") ?? []).map(beside)
    readKeys(reader, beside)
    if let levels = reader.optionalMapping("levels") {
      enforceLevel = level(levels, "enforce") ?? 1
      observeLevel = level(levels, "observe") ?? enforceLevel
    }
    if let held = reader.optionalString("held") {
      self.held = held == "discard" ? .discard : .file(beside(held))
    }
    rejected = reader.optionalString("rejected").map(beside)
    if let audit = reader.optionalMapping("audit") {
      self.audit = Audit(
        file: beside(audit.string("file") ?? ""),
        key: audit.optionalString("key") ?? Audit.keyDefault,
        fields: audit.optionalStringList("fields") ?? [])
    }
    if let state = reader.optionalMapping("state") {
      self.state = State(
        file: beside(state.string("file") ?? ""),
        everyMicroseconds: duration(state, "every") ?? 30_000_000)
    }
    readBounds(reader)
  }

  private func level(_ reader: YAMLReader, _ key: String) -> Int? {
    guard let value = reader.optionalInt(key) else { return nil }
    if !(1...4).contains(value), let node = reader.optionalNode(key) {
      reader.report("`\(key)` is a level from 1 to 4", at: node.range)
    }
    return Int(min(4, max(1, value)))
  }

  // MARK: - Keys

  private mutating func readKeys(_ reader: YAMLReader, _ beside: (String) -> String) {
    for entry in reader.optionalEntries("keys") ?? [] {
      keys.origins[entry.key.text] = origins(entry.value, reader, beside)
    }
  }

  private func origins(
    _ node: YAMLNode, _ reader: YAMLReader, _ beside: (String) -> String
  ) -> [KeyOrigin] {
    switch node {
    case .sequence(let list): return list.items.flatMap { origins($0, reader, beside) }
    case .mapping(let mapping):
      if mapping.entries.count == 1, case .scalar(let value) = mapping.entries[0].value {
        if mapping.entries[0].key.text == "env" { return [.variable(value.text)] }
        if mapping.entries[0].key.text == "file" { return [.file(beside(value.text))] }
      }
    case .scalar: break
    }
    reader.report("a key is `{env: NAME}` or `{file: path}`, or a list of these", at: node.range)
    return []
  }

  // MARK: - Bounds

  private mutating func readBounds(_ reader: YAMLReader) {
    guard let bounds = reader.optionalMapping("bounds") else { return }
    if let line = size(bounds, "line") { lineBytes = Int(min(line, 1 << 30)) }
    if let depth = bounds.optionalInt("depth") { self.depth = Int(min(max(depth, 1), 1024)) }
    if let threads = bounds.optionalInt("threads") { self.threads = Int(min(max(threads, 1), 256)) }
    if let keys = bounds.optionalInt("keys") { limits.keysMax = Int(min(max(keys, 1), 1 << 31)) }
    if let findings = bounds.optionalInt("findings") {
      limits.findingsMax = Int(min(max(findings, 0), 1 << 20))
    }
  }

  /// A duration as policies write it, in microseconds.
  private func duration(_ reader: YAMLReader, _ key: String) -> Int64? {
    guard let text = reader.optionalString(key) else { return nil }
    if case .duration(let value) = Self.literal(text), value > 0 { return value }
    reader.report(
      "`\(key)` is a duration such as `30s` or `5m`",
      at: reader.optionalNode(key)?.range ?? reader.range)
    return nil
  }

  /// A size as policies write it, in bytes.
  private func size(_ reader: YAMLReader, _ key: String) -> Int64? {
    guard let text = reader.optionalString(key) else { return nil }
    if case .int(let value) = Self.literal(text), value > 0 { return value }
    reader.report(
      "`\(key)` is a size such as `8MiB`", at: reader.optionalNode(key)?.range ?? reader.range)
    return nil
  }

  /// The language's own literals, so that one spelling holds everywhere.
  private static func literal(_ text: String) -> Literal? {
    let lexed = Lexer.lex(SourceFile(name: "", text: text), index: 0)
    guard lexed.diagnostics.isEmpty, case .literal(let value) = lexed.tokens.first?.kind else {
      return nil
    }
    return value
  }
}
