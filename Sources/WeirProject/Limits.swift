/// What loading a project bounds.
public enum ProjectLimits {
  /// A list file: entries are held in memory, and a larger one is a database's job.
  public static let listBytesMax = 64 << 20
  /// A model file; a forest of 1,000 trees over 65,536 rows stays below.
  public static let modelBytesMax = 1 << 30
  /// A policy file: the lexer's own bound, and one byte to notice more.
  public static let policyBytesMax = (1 << 20) + 1
  /// A key file.
  public static let keyBytesMax = 64 << 10
  /// `weir.yaml`: the reader's own bound, and one byte to notice more.
  public static let projectBytesMax = (1 << 20) + 1
}
