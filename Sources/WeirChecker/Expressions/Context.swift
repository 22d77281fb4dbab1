import WeirSyntax

/// Where an expression stands, and what is known there.
struct Context {
  enum Place {
    case rule
    /// In the keys, value or condition of a window.
    case window
    /// In a model's feature.
    case feature
    /// In a pattern's `where`.
    case pattern
  }
  struct Variable {
    var name: String
    var type: ValueType
    var span: SourceSpan
  }
  var scope: Scope
  var place = Place.rule
  /// Paths known to be there.
  var facts: Facts = []
  var variables: [Variable] = []
  var depth = 0

  init(_ scope: Scope, _ place: Place = .rule, facts: Facts = []) {
    self.scope = scope
    self.place = place
    self.facts = facts
  }

  func knowing(_ more: Facts) -> Context {
    var context = self
    context.facts.formUnion(more)
    return context
  }
}

/// A path as narrowing sees it: a root, then `.name` and `[n]`. Invariant: with a path all its
/// prefixes are known.
typealias PathKey = [String]
typealias Facts = Set<PathKey>

/// What a `let` tells about itself without being read again.
struct ExpressionTraits {
  var ifTrue: Facts = []
  var ifFalse: Facts = []
  var hasWindow = false
  var hasScore = false
  /// Canonical text, which stands for the `let` in the names of windows and models.
  var canonical = ""
}
