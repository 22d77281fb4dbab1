import WeirSyntax

/// The one namespace of a set or of a pack: fields, definitions, builtins and pack names.
final class Scope {
  /// Nil for the set itself.
  let packName: String?
  let trees: [PolicyTree]
  var definitions: [String: Definition] = [:]
  /// The fields with the types that this scope declares. A pack sees its own types, with the JSON
  /// names and the trust of the set's fields.
  var shape = RecordType(fields: [])
  /// Packs that this scope uses or applies, and those that it applies.
  var used: [Scope] = []
  var applied: [Scope] = []
  /// Policies that its tests may name, once collected.
  var knownPolicies: Set<String>?
  /// A field of a message block that failed is known by name, so that nothing follows from it.
  var hasMessageBlock = false
  /// That the message block is missing is said once.
  var hasReportedMissingMessage = false

  init(packName: String?, trees: [PolicyTree]) {
    self.packName = packName
    self.trees = trees
  }

  var name: String { packName ?? "" }

  /// `email` in the pack `pii` is known as `pii.email`.
  func qualified(_ name: String) -> String { packName.map { "\($0).\(name)" } ?? name }

  private(set) lazy var declarations: [Declaration] = trees.flatMap(\.declarations)

  private(set) lazy var policies: [PolicyNode] = declarations.compactMap {
    if case .policy(let node) = $0 { node } else { nil }
  }

  var tests: [TestTree] {
    declarations.compactMap { if case .test(let tree) = $0 { tree } else { nil } }
  }

  var messageBlocks: [MessageTree] {
    declarations.compactMap { if case .message(let tree) = $0 { tree } else { nil } }
  }
}

/// What a name stands for, and how far it has been checked.
final class Definition {
  enum Kind {
    case field(RecordField)
    case list(ListTree)
    case pattern(PatternTree)
    case letBinding(LetTree)
    case model(ModelTree)
    case pack(Scope)
  }
  enum State {
    case waiting
    /// Being checked now: meeting it again is a cycle.
    case underWay
    /// Its place in the set's table; nil where an error was reported.
    case done(Int?)
  }
  let name: String
  let kind: Kind
  let span: SourceSpan
  unowned let scope: Scope
  var state = State.waiting
  /// Something refers to it.
  var isUsed = false
  /// The constants of a list, once read.
  var entries: ListEntries?

  init(_ name: String, _ kind: Kind, _ span: SourceSpan, in scope: Scope) {
    self.name = name
    self.kind = kind
    self.span = span
    self.scope = scope
  }

  /// In the author's words: `a pattern`.
  var sort: String {
    switch kind {
    case .field: "a field"
    case .list: "a list"
    case .pattern: "a pattern"
    case .letBinding: "a `let`"
    case .model: "a model"
    case .pack: "a pack"
    }
  }

  /// Undoes what was checked after the tables had these sizes.
  func forget(_ sizes: (lets: Int, patterns: Int, windows: Int, models: Int, policies: Int)) {
    guard case .done(let id?) = state else { return }
    let size =
      switch kind {
      case .letBinding: sizes.lets
      case .pattern: sizes.patterns
      case .model: sizes.models
      case .field, .list, .pack: Int.max
      }
    if id >= size { state = .waiting }
  }
}
