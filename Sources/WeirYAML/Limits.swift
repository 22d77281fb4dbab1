/// Bounds of this module, each with its unit and reason.
public enum YAMLLimits {
  /// Bytes in one file: as a policy file. Bounds the nodes as well.
  public static let fileBytesMax = 1 << 20
  /// Sequences and mappings inside each other: reading recurses this deep at most.
  public static let depthMax = 64
  /// Errors that one reading collects; the later ones are counted, not kept.
  public static let errorsMax = 100
  /// Characters of a value that an error quotes, so that a message stays a line.
  static let quotedCharactersMax = 40
}
