/// A regular expression as its author wrote it.
public struct RegexSource: Sendable, Hashable {
  /// The pattern in PCRE2 syntax, without delimiters.
  public var pattern: String
  /// Any of `i m s x`, each at most once.
  public var flags: String
  /// The reading of the text that it is searched on.
  public var view: View

  /// Whether case counts for nothing: with the flag `i`, and in every view but `raw`. A view folds
  /// case, so a text of plain ASCII is its own reading up to case, and needs no other.
  public var isCaseless: Bool { view != .raw || flags.contains("i") }

  public init(_ pattern: String, flags: String = "", view: View = .raw) {
    self.pattern = pattern
    self.flags = flags
    self.view = view
  }
}

/// One of these words must stand near the value: whole, case-folded, outside it.
public struct Near: Sendable, Hashable {
  public var words: [String]
  /// Unicode scalars that may lie between the value's edge and the word's nearer edge.
  public var distance: Int

  public init(words: [String], distance: Int) {
    self.words = words
    self.distance = distance
  }
}

/// A named pattern: what to find, and which candidates to believe.
public struct PatternSource: Sendable {
  public var name: String
  public var regex: RegexSource
  public var near: Near?
  /// The regex as it was inspected already, so that the work is done once.
  public var inspected: InspectedRegex?
  /// False where nobody will ask for it: a scan passes it over, and it is never a candidate.
  public var isWanted = true

  public init(
    name: String, regex: RegexSource, near: Near? = nil, inspected: InspectedRegex? = nil
  ) {
    self.name = name
    self.regex = regex
    self.near = near
    self.inspected = inspected
  }
}
