extension DiagnosticRenderer {
  /// One JSON object a line for each diagnostic; offsets are bytes from 0, lines and columns count
  /// characters from 1, ends are exclusive.
  public func json(_ diagnostics: [Diagnostic]) -> String {
    sorted(diagnostics).map { object($0).compact + "\n" }.joined()
  }

  private func object(_ diagnostic: Diagnostic) -> JSONText {
    let related = diagnostic.secondary.map { JSONText.object(members(of: $0)) }
    return .object(
      [
        ("code", .string(diagnostic.code.id)),
        ("severity", .string(diagnostic.code.severity.rawValue)),
        ("message", .string(diagnostic.message)),
      ] + members(of: diagnostic.primary) + [
        ("related", related.isEmpty ? nil : .array(related)),
        ("help", diagnostic.help.map { .string($0) }),
        ("fix", diagnostic.fix.map { object($0) }),
      ])
  }

  private func members(of label: Label) -> [(String, JSONText?)] {
    let (start, end) = (start(of: label.span), end(of: label.span))
    return [
      ("file", .string(name(of: label.span))), ("start", .int(label.span.start)),
      ("end", .int(label.span.end)), ("line", .int(start.line)), ("column", .int(start.column)),
      ("endLine", .int(end.line)), ("endColumn", .int(end.column)),
      ("label", label.text.isEmpty ? nil : .string(label.text)),
    ]
  }

  private func object(_ fix: SourceFix) -> JSONText {
    .object([
      ("file", .string(name(of: fix.span))), ("start", .int(fix.span.start)),
      ("end", .int(fix.span.end)), ("replacement", .string(fix.replacement)),
    ])
  }

  /// Workflow commands of GitHub Actions, which show as annotations on a pull request.
  public func github(_ diagnostics: [Diagnostic]) -> String {
    sorted(diagnostics).map { command($0) + "\n" }.joined()
  }

  private func command(_ diagnostic: Diagnostic) -> String {
    let span = diagnostic.primary.span
    let (start, end) = (start(of: span), end(of: span))
    var properties = "file=\(Self.escaped(name(of: span), isProperty: true)),line=\(start.line)"
    properties += ",col=\(start.column)"
    // Columns are taken for one line only.
    if end.line == start.line { properties += ",endColumn=\(max(start.column, end.column - 1))" }
    properties += ",title=\(Self.escaped(diagnostic.code.id, isProperty: true))"
    let label = diagnostic.primary.text.isEmpty ? "" : " (\(diagnostic.primary.text))"
    let help = diagnostic.help.map { "\nhelp: \($0)" } ?? ""
    let message = Self.escaped(diagnostic.message + label + help, isProperty: false)
    return "::\(Self.level(diagnostic.code.severity)) \(properties)::\(message)"
  }

  private static func level(_ severity: Severity) -> String {
    switch severity {
    case .note: "notice"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// Percent-escapes what would end a command, and in a property what would end the property.
  private static func escaped(_ text: String, isProperty: Bool) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": out += "%25"
      case "\r": out += "%0D"
      case "\n": out += "%0A"
      case ":" where isProperty: out += "%3A"
      case "," where isProperty: out += "%2C"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
