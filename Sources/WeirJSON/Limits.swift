/// The bounds of a reader; a line beyond one is a failure, never read in part.
public struct ReaderBounds: Equatable, Sendable {
  /// Bytes of a line. Keeps the memory for one message known; offsets fit 32 bits.
  public var lineBytes = 8 << 20

  /// Arrays and objects open at once. Keeps the reader's stack and a pointer's length known.
  public var depth = 64

  /// Bytes of one number. Converting a number takes time in its length.
  public var numberBytes = 1024

  public init() {}

  /// The bounds as used: what offsets of 32 bits can hold, and no negative bound.
  var clamped: ReaderBounds {
    var bounds = self
    bounds.lineBytes = min(max(0, lineBytes), Int(Int32.max) - 1)
    bounds.depth = min(max(0, depth), Self.depthCeiling)
    bounds.numberBytes = max(1, numberBytes)
    return bounds
  }

  /// What `depth` can be set to; walks over a value keep one small frame for each level.
  static let depthCeiling = 1 << 16
}

enum NameLimits {
  /// Members of one object up to which names are compared in a row; beyond, they are hashed.
  static let linearCount = 16

  /// Entries of the name table kept from line to line; a larger one is given back.
  static let retainedEntries = 4096
}
