/// SARIF 2.1.0 (OASIS, 2020): what code scanning services read.
extension DiagnosticRenderer {
  /// One run; its rules are those of the diagnostics, with their pages. Ends with a line break.
  public func sarif(_ diagnostics: [Diagnostic], toolVersion: String) -> String {
    let listed = sorted(diagnostics)
    var rules: [DiagnosticCode] = []
    for code in listed.map(\.code).sorted(by: { $0.id < $1.id }) where rules.last?.id != code.id {
      rules.append(code)
    }
    let driver = JSONText.object([
      ("name", .string("weir")), ("semanticVersion", .string(toolVersion)),
      ("rules", .array(rules.map { rule($0) })),
    ])
    let run = JSONText.object([
      ("tool", .object([("driver", driver)])), ("columnKind", .string("unicodeCodePoints")),
      ("results", .array(listed.map { result($0, rules) })),
    ])
    return JSONText.object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")), ("runs", .array([run])),
    ]).pretty
  }

  private func rule(_ code: DiagnosticCode) -> JSONText {
    let page = "\(code.why)\n\nInstead of:\n\n\(code.bad)\n\nwrite:\n\n\(code.good)\n"
    return .object([
      ("id", .string(code.id)), ("shortDescription", message(code.title)),
      ("fullDescription", message(code.why)), ("help", message(page)),
      ("defaultConfiguration", .object([("level", .string(code.severity.rawValue))])),
    ])
  }

  private func result(_ diagnostic: Diagnostic, _ rules: [DiagnosticCode]) -> JSONText {
    let index = rules.firstIndex { $0.id == diagnostic.code.id }
    let help = diagnostic.help.map { "\nhelp: \($0)" } ?? ""
    let related = diagnostic.secondary.map { location($0) }
    return .object([
      ("ruleId", .string(diagnostic.code.id)), ("ruleIndex", index.map { .int($0) }),
      ("level", .string(diagnostic.code.severity.rawValue)),
      ("message", message(diagnostic.message + help)),
      ("locations", .array([location(diagnostic.primary)])),
      ("relatedLocations", related.isEmpty ? nil : .array(related)),
      ("fixes", diagnostic.fix.map { .array([fix($0, diagnostic)]) }),
    ])
  }

  private func message(_ text: String) -> JSONText { .object([("text", .string(text))]) }

  private func location(_ label: Label) -> JSONText {
    let physical = JSONText.object([
      ("artifactLocation", artifact(label.span)), ("region", region(label.span)),
    ])
    return .object([
      ("physicalLocation", physical),
      ("message", label.text.isEmpty ? nil : message(label.text)),
    ])
  }

  private func artifact(_ span: SourceSpan) -> JSONText {
    .object([("uri", .string(Self.uri(name(of: span))))])
  }

  /// Columns count code points, as the run's `columnKind` says.
  private func region(_ span: SourceSpan) -> JSONText {
    let (start, end) = (start(of: span).line, end(of: span).line)
    return .object([
      ("startLine", .int(start)), ("startColumn", .int(scalarColumn(span.file, span.start))),
      ("endLine", .int(end)), ("endColumn", .int(scalarColumn(span.file, span.end))),
      ("byteOffset", .int(span.start)), ("byteLength", .int(span.end - span.start)),
    ])
  }

  private func scalarColumn(_ file: Int, _ offset: Int) -> Int {
    guard lines.indices.contains(file) else { return 1 }
    let start = lines[file].bytes(ofLine: lines[file].line(at: offset)).lowerBound
    let end = min(max(offset, start), files[file].bytes.count)
    return String(decoding: files[file].bytes[start..<end], as: UTF8.self).unicodeScalars.count + 1
  }

  private func fix(_ fix: SourceFix, _ diagnostic: Diagnostic) -> JSONText {
    let replacement = JSONText.object([
      ("deletedRegion", region(fix.span)), ("insertedContent", message(fix.replacement)),
    ])
    let change = JSONText.object([
      ("artifactLocation", artifact(fix.span)), ("replacements", .array([replacement])),
    ])
    return .object([
      ("description", message(diagnostic.help ?? diagnostic.message)),
      ("artifactChanges", .array([change])),
    ])
  }

  /// A path as a relative reference (RFC 3986): everything unusual percent-escaped.
  private static func uri(_ path: String) -> String {
    var out = ""
    for byte in path.utf8 {
      if byte.isNamePart || "-.~/".utf8.contains(byte) {
        out.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        out += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return out
  }
}
