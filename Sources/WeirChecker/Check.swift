import WeirSyntax

/// Everything that checking needs, given as values: the checker opens no file and reads no clock.
public struct CheckInput: Sendable {
  /// Every file that spans point into: the set's own and its packs'.
  public var sources: [SourceFile]
  /// The set's own files.
  public var trees: [PolicyTree]
  /// The packs that `use` and `apply` may name.
  public var packs: [PackInput]
  public var builtins: [BuiltinSignature]
  /// Contents of `list NAME from "file"`, by the span of the file's name.
  public var listFiles: [SourceSpan: ListContents]
  /// For exceptions that have run out; microseconds since 1970.
  public var now: Int64
  /// Where the parser reported errors. There is then no set, and what only follows from them (a part
  /// that is missing, a name that was not read) is not reported again.
  public var syntaxErrors: [SourceSpan]
  /// The set is a pack being checked on its own: its names are for others to use.
  public var isPack: Bool

  public init(
    sources: [SourceFile], trees: [PolicyTree], packs: [PackInput] = [],
    builtins: [BuiltinSignature], listFiles: [SourceSpan: ListContents] = [:], now: Int64,
    syntaxErrors: [SourceSpan] = [], isPack: Bool = false
  ) {
    self.sources = sources
    self.trees = trees
    self.packs = packs
    self.builtins = builtins
    self.listFiles = listFiles
    self.now = now
    self.syntaxErrors = syntaxErrors
    self.isPack = isPack
  }
}

/// A folder of policies under the name by which sets use it.
public struct PackInput: Sendable {
  public var name: String
  public var trees: [PolicyTree]

  public init(name: String, trees: [PolicyTree]) {
    self.name = name
    self.trees = trees
  }
}

public enum ListContents: Sendable {
  case entries([String])
  /// Why the file could not be read.
  case unreadable(String)
}

/// What checking concludes. There is a set exactly when no diagnostic is an error and
/// the parser had none.
public struct CheckReport: Sendable {
  public var set: CheckedSet?
  public var diagnostics: [Diagnostic]
}
