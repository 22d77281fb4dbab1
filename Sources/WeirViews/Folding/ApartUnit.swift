/// One character of a text that stands apart.
struct ApartUnit {
  enum Kind { case letter, digit, sign }

  var end: Int
  var kind: Kind
  /// A letter, or a digit or sign that may stand for one.
  var mayBeLetter: Bool
}

/// What stands between two units.
enum ApartJoint {
  /// The separator once.
  case separator
  /// What stands between words that are set apart: three separators, or white space beside another
  /// separator.
  case gap
  case other
}

/// Whether the characters of a chain were set apart by somebody, or stand so by their nature, as the
/// operands and operators of a formula and the columns of a table do.
///
///     i.g.n.o.r.e              a row of letters
///     2 0 3 . 0 . 1 1 3        letters or digits side by side, among signs
///     '   o r   1 = 1          a few side by side, and gaps as between words
struct ApartEvidence {
  private let isUsual: Bool
  private var last: ApartUnit.Kind
  /// The row of what may be letters that is being read.
  private var row: (count: Int, letters: Int)
  private var hasLetters = false
  /// Neighbours with one separator between: two letters or digits, two signs, one of each.
  private var words = 0
  private var signs = 0
  private var mixed = 0
  private var gaps = 0
  /// What the neighbours weigh since the last gap.
  private var weight = 0
  private var isAllDigits: Bool

  init(_ first: ApartUnit, isUsual: Bool) {
    self.isUsual = isUsual
    last = first.kind
    row = first.mayBeLetter ? (1, first.kind == .letter ? 1 : 0) : (0, 0)
    isAllDigits = first.kind == .digit
  }

  mutating func add(_ unit: ApartUnit, behind joint: ApartJoint) {
    switch joint {
    case .separator:
      notePair(last, unit.kind)
    case .gap:
      gaps &+= 1
      row = (0, 0)
      weight = 0
    case .other:
      row = (0, 0)
      weight = 0
    }
    noteRow(unit)
    last = unit.kind
    if unit.kind != .digit { isAllDigits = false }
  }

  private mutating func notePair(_ first: ApartUnit.Kind, _ second: ApartUnit.Kind) {
    switch (first, second) {
    case (.sign, .sign):
      signs &+= 1
      weight &+= 1
    case (.sign, _), (_, .sign): mixed &+= 1
    case (.letter, _), (.digit, _):
      words &+= 1
      weight &+= 2
    }
  }

  private mutating func noteRow(_ unit: ApartUnit) {
    row = unit.mayBeLetter ? (row.count &+ 1, row.letters + (unit.kind == .letter ? 1 : 0)) : (0, 0)
    let least = isUsual ? Limits.apartLettersMin : Limits.apartLettersRareMin
    if row.count >= least, row.letters >= 3, 2 &* row.letters >= row.count { hasLetters = true }
  }

  var isEnough: Bool {
    if hasLetters { return true }
    guard isUsual, words > 0 else { return false }
    if gaps > 0 { return words &+ signs &+ mixed &+ gaps >= Limits.apartPairsMin }
    return !isAllDigits && words > 1 && weight >= Limits.apartWeightMin
  }
}
