/// Bounds of policy text, in one place; `weir check --bounds` prints them.
public enum SyntaxLimits {
  /// Bytes in one policy file.
  public static let fileBytesMax = 1 << 20
  /// Brackets, `not`s, minus signs and quantifiers inside one another, in expressions and types.
  public static let depthMax = 64
  /// Levels in one expression's tree. A chain of operators grows a level a link, and every walk
  /// over a tree is recursive, so this is what keeps the stack bounded.
  public static let expressionHeightMax = 256
  /// Diagnostics given for one file; what follows is most likely not a policy at all.
  public static let diagnosticsMax = 100
}
