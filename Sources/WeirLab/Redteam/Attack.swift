import WeirProject

/// A message that the set catches as it stands, and what of it an attacker would disguise.
struct Attack: Sendable {
  /// Where it comes from: a file and a line.
  var origin: String
  /// What was sent before it.
  var history: [TimedLine]
  var message: JSONTree
  var now: Int64
  var givens: TestGivens
  /// What caught it, plainly written.
  var rules: [RuleName]
  var goal: Goal
  /// The strings to disguise; at least one.
  var targets: [AttackText]
  /// Other strings of the message that the attacker writes.
  var spares: [TextPlace]
  /// Whether a list may stand in place of the longest target.
  var takesList: Bool

  /// What has to happen to a variant, so that it counts as caught.
  enum Goal: Sendable, Equatable {
    /// It is withheld, as the plain message was by this policy.
    case withheld(Verdict, policy: String)
    /// Every letter and digit of its target is hidden, as the plain ones were by this pattern.
    case hidden(pattern: String)
  }
}

/// The part of a string that is disguised, and what stands around it.
struct AttackText: Sendable, Equatable {
  var place: TextPlace
  var before = ""
  var attack: String
  var after = ""

  var whole: String { before + attack + after }
}

extension Attack {
  /// The target that splits are made of.
  var longestTarget: AttackText {
    targets.dropFirst().reduce(targets[0]) { $1.attack.count > $0.attack.count ? $1 : $0 }
  }

  /// The member of the message that holds the first target.
  var memberName: String {
    if case .member(let name)? = targets[0].place.steps.first { return name }
    return ""
  }
}
