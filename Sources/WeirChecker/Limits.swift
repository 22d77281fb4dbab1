/// Bounds of checking; `weir check --bounds` prints them.
public enum CheckLimits {
  /// Levels of one expression. The parser's bound is lower; this one holds for trees built by hand,
  /// since every walk over an expression is recursive.
  public static let expressionDepthMax = 400
  /// Pairs of rules of one policy that are compared by lints. Ordinary rules need a few each; these
  /// are some tenths of a second.
  static let comparedRulesMax = 1_000_000
  /// Unknown names for which a similar one is looked for; each takes time in all names.
  static let suggestionsMax = 100
  /// Pairs of a replacement and a pattern that are tried; more than a thousand of each would take
  /// seconds.
  static let replacementSearchesMax = 1_000_000
  /// Bytes of canonical text under which a `let` is spelled out in the name of a window; longer ones
  /// go by a digest, since a `let` of `let`s doubles with every level.
  static let canonicalLetBytesMax = 1024
}
