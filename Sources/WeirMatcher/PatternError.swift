/// Why a pattern can't be used. Offsets are bytes in the pattern's UTF-8.
public enum PatternError: Error, Hashable, Sendable {
  /// PCRE2 does not understand the pattern; `message` is PCRE2's own sentence.
  case syntax(message: String, offset: Int)
  case unknownFlag(Character)
  case repeatedFlag(Character)
  /// A construct that a policy must not use.
  case refused(RefusedConstruct, offset: Int)
  /// It can match without reading a character, so it would match everywhere.
  case matchesEmpty
  case patternTooLong(bytes: Int)
  /// `near` without words, with an empty word, or with a distance outside 0…nearDistanceMax.
  case invalidNear
  /// PCRE2 could not get memory.
  case outOfMemory
}

/// A pattern error with the place of its pattern in the list that was given.
public struct PatternSetError: Error, Hashable, Sendable {
  public var index: Int
  public var name: String
  public var error: PatternError
}

/// Why a search is undecided. Never to be read as "not found".
public enum MatchFailure: Hashable, Sendable {
  /// Backtracking used up its steps.
  case matchLimit
  /// Backtracking filled the stack of machine code.
  case stackLimit
  /// The interpreter's heap or depth bound.
  case memoryLimit
  /// Long runs or rejected candidates used up the work allowed for one text.
  case workLimit
  case textTooLong(bytes: Int)
  /// PCRE2 said something unforeseen; the number is its own.
  case unexpected(code: Int32)
}

/// How a scan ended.
public enum ScanStatus: Hashable, Sendable {
  case complete
  /// The caller's limit on reported matches was reached; more may follow.
  case limitReached
  case failure(MatchFailure)
}

/// Whether a pattern occurs.
public enum SearchOutcome: Hashable, Sendable {
  case found(TextMatch)
  case notFound
  case failure(MatchFailure)
}
