/// How much a diagnostic matters: an error stops the set from running, a warning is a finding.
public enum Severity: String, Sendable, Comparable {
  case note, warning, error

  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// What a diagnostic is about: a stable id with the page that `weir explain` prints.
///
/// Errors are numbered by stage (`WEIR0312`), lints are named for what they find
/// (`unused-pattern`). An id is never reused.
public struct DiagnosticCode: Sendable {
  public let id: String
  public let severity: Severity
  /// One line: what this is.
  public let title: String
  /// Why it matters and what to do, in a few sentences.
  public let why: String
  /// A policy text that provokes it, and the same put right.
  public let bad: String
  public let good: String

  public init(
    _ id: String, _ severity: Severity, title: String, why: String, bad: String, good: String
  ) {
    self.id = id
    self.severity = severity
    self.title = title
    self.why = why
    self.bad = bad
    self.good = good
  }

  /// Lints carry names, errors carry numbers.
  public var isLint: Bool { !id.hasPrefix("WEIR") }
}

/// A piece of source with something to say about it.
public struct Label: Sendable {
  public var span: SourceSpan
  public var text: String

  public init(_ span: SourceSpan, _ text: String = "") {
    self.span = span
    self.text = text
  }
}

/// A change to the source that would answer a diagnostic.
public struct SourceFix: Sendable {
  public var span: SourceSpan
  public var replacement: String

  public init(_ span: SourceSpan, _ replacement: String) {
    self.span = span
    self.replacement = replacement
  }
}

/// Something to say about policy text, in the author's terms.
public struct Diagnostic: Sendable {
  public var code: DiagnosticCode
  /// What is wrong: lower case, no full stop, backticks around what the author wrote.
  public var message: String
  /// The bytes at fault.
  public var primary: Label
  /// Other places that help to see why.
  public var secondary: [Label]
  /// The way out.
  public var help: String?
  public var fix: SourceFix?

  public init(
    _ code: DiagnosticCode, _ message: String, at primary: Label, also secondary: [Label] = [],
    help: String? = nil, fix: SourceFix? = nil
  ) {
    self.code = code
    self.message = message
    self.primary = primary
    self.secondary = secondary
    self.help = help
    self.fix = fix
  }
}
