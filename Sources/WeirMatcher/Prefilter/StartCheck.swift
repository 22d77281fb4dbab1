import Synchronization

/// Reads the text around a hit of the scan, as far as a pattern's ``Outline`` goes: backward from a
/// literal to where matches may begin, forward from there to whether one can follow.
///
/// Its tables are made when they are first needed, as most patterns of a large set never are. It
/// stands in memory that does not move, one for each pattern.
struct StartCheck: ~Copyable {
  // Invariant: what the pointer leads to is never changed, and freed by deinit only.
  private let memory = Atomic<UnsafeMutablePointer<StartTables>?>(nil)
  private let regex: InspectedRegex?
  /// Those of the plan, in its order.
  private let literals: [LiteralChoice.Placed]
  private let isAtTextStart: Bool

  /// A check that believes every hit.
  init() {
    regex = nil
    literals = []
    isAtTextStart = false
  }

  init(_ regex: InspectedRegex, _ plan: PatternPlan) {
    self.regex = !plan.isEverywhere && regex.report.plainLiteral == nil ? regex : nil
    literals = plan.literalsRead
    if case .textStart = plan.starts { isAtTextStart = true } else { isAtTextStart = false }
  }

  deinit { Self.free(memory.load(ordering: .acquiring)) }

  private static func free(_ tables: UnsafeMutablePointer<StartTables>?) {
    tables?.deinitialize(count: 1)
    tables?.deallocate()
  }

  /// The tables. Threads that need them at once may make them twice; one is kept.
  var tables: UnsafeMutablePointer<StartTables>? {
    if let known = memory.load(ordering: .acquiring) { return known }
    guard let regex, let root = regex.parts?.tree.root else { return nil }
    let new = UnsafeMutablePointer<StartTables>.allocate(capacity: 1)
    // How far what stands at the text's start may reach is told beside the table.
    new.initialize(
      to: StartTables(
        isAtTextStart || root.hasDearCounts ? root.withoutLongCounts : root, regex.surroundings,
        literals, limits: isAtTextStart ? root.longCounts : [:]))
    let (isFirst, known) = memory.compareExchange(
      expected: nil, desired: new, ordering: .acquiringAndReleasing)
    if isFirst { return new }
    Self.free(new)
    return known
  }
}

extension StartCheck {
  /// See ``OutlineTable/row(after:reading:)``.
  func row(after side: SymbolSet.Side, reading byte: UInt8) -> OutlineTable.Row {
    tables?.pointee.forward.row(after: side, reading: byte) ?? .open
  }

  /// See ``OutlineTable/row(from:reading:)``.
  func row(from row: UInt16, reading byte: UInt8?) -> OutlineTable.Row {
    tables?.pointee.forward.row(from: row, reading: byte) ?? .open
  }

  /// See ``OutlineTable/reach(of:)``.
  func reach(of row: UInt16) -> Int32 { tables?.pointee.forward.reach(of: row) ?? .max }
}

/// What a ``StartCheck`` reads with. Where the outline is not known, its tables tell nothing.
struct StartTables: ~Copyable {
  fileprivate let forward: OutlineTable
  private let backward: OutlineTable
  private let deniedBefore: SymbolSet
  /// For each literal what reading backward begins with, if it is read backward from any.
  // Invariant: written by init and freed by deinit, like `leads`.
  private let entries: UnsafeMutablePointer<UInt16>
  /// For each literal that matches begin with, after each side, what it leads to.
  private let leads: UnsafeMutablePointer<OutlineTable.Lead>

  /// - Parameter limits: See ``Outline/init(_:deniedBehind:limits:)``.
  init(
    _ root: RegexNode, _ surroundings: Surroundings, _ literals: [LiteralChoice.Placed],
    limits: [Int: Int] = [:]
  ) {
    deniedBefore = surroundings.deniedBefore
    entries = .allocate(capacity: literals.count)
    leads = .allocate(capacity: literals.count * Self.sides)
    guard
      let outline = Outline(root, deniedBehind: surroundings.deniedBehind, limits: limits)
    else {
      forward = OutlineTable()
      backward = OutlineTable()
      // For all that is known, a match may begin with the literal itself.
      entries.initialize(
        repeating: backward.open | OutlineTable.beginFlag, count: literals.count)
      lead(through: literals)
      return
    }
    forward = OutlineRows.forward(outline)
    let known = OutlineRows.Backward(
      outline, literals.readsBack ? literals.map(\.literal) : [])
    entries.initialize(from: known.entries, count: known.entries.count)
    backward = known.table
    lead(through: literals)
  }

  private func lead(through literals: [LiteralChoice.Placed]) {
    for (place, placed) in literals.enumerated() {
      for side in SymbolSet.Side.allCases {
        // Of what stands before one nothing is known here.
        let literal = placed.before == .nothing ? placed.literal : .empty
        (leads + Self.place(place, side)).initialize(
          to: forward.lead(after: side, reading: literal))
      }
    }
  }

  /// How many cases ``SymbolSet/Side`` has: a plain number, as every check of a start asks for it.
  private static let sides = 3

  private static func place(_ literal: Int, _ side: SymbolSet.Side) -> Int {
    literal * sides + side.rawValue
  }

  deinit {
    entries.deallocate()
    leads.deallocate()
  }

  /// Whether a match may begin at `start`.
  ///
  /// - Parameter literal: One that tells of the start, by its place in the plan.
  func canMatch(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, with literal: Int? = nil,
    _ stepsLeft: inout Int
  ) -> Bool {
    if start > 0, deniedBefore.contains(Int(text[start - 1])) { return false }
    let side = SymbolSet.side(of: text, before: start)
    guard let literal else { return forward.canMatch(text, from: start, after: side, &stepsLeft) }
    return forward.canMatch(text, from: start, leads[Self.place(literal, side)], &stepsLeft)
  }

  /// Whether a match may begin somewhere in the run of characters at `start`, which the pattern
  /// begins with and of which it can leave out the first.
  func canMatch(
    _ text: UnsafeBufferPointer<UInt8>, inRunFrom start: Int, _ stepsLeft: inout Int
  ) -> Bool {
    // A boundary may stand before a later one.
    forward.canMatch(text, from: start, after: .unknown, &stepsLeft)
  }

  /// Reports where matches may begin before a literal, by its place in the plan, at `index`: the
  /// last first.
  ///
  /// - Returns: Where it stopped before it knew all; `nil` if it did not.
  func findStarts(
    _ text: UnsafeBufferPointer<UInt8>, before literal: Int, at index: Int,
    _ stepsLeft: inout Int, _ report: (Int) -> Void
  ) -> Int? {
    backward.findStarts(text, from: index, entries[literal], &stepsLeft) { start, steps in
      if canMatch(text, from: start, &steps) { report(start) }
    }
  }
}

extension PatternPlan {
  /// Whether a literal stands at more than one distance from where matches begin.
  func readsBack(from choice: LiteralChoice) -> Bool { run == nil && choice.placed.readsBack }

  /// Those that are read from where they stand.
  fileprivate var literalsRead: [LiteralChoice.Placed] {
    guard case .literals(let choice) = starts, run == nil else { return [] }
    return choice.placed
  }
}

extension [LiteralChoice.Placed] {
  fileprivate var readsBack: Bool { contains { $0.before.most != $0.before.least } }
}

extension RegexNode {
  private static let longCount = 8

  /// The same without an end to long repeats of one class, of which a table would have to count
  /// each character: once a text, reading a little further is less than that.
  fileprivate var withoutLongCounts: RegexNode {
    switch self {
    case .concat(let items): return .concat(items.map(\.withoutLongCounts))
    case .alternation(let branches): return .alternation(branches.map(\.withoutLongCounts))
    case .repetition(.set(let set, let offset), var count):
      if let max = count.max, max > Self.longCount { count.max = nil }
      return .repetition(.set(set, offset: offset), count)
    case .repetition(let body, let count): return .repetition(body.withoutLongCounts, count)
    case .atomic(let body): return .atomic(body.withoutLongCounts)
    case .set, .look, .assertion, .opaque: return self
    }
  }

  /// Of the sets whose long counts ``withoutLongCounts`` leaves without an end, by offset, how often
  /// they are repeated. Not of those that are repeated as parts of something else.
  fileprivate var longCounts: [Int: Int] {
    switch self {
    case .concat(let items), .alternation(let items):
      return items.reduce(into: [:]) { $0.merge($1.longCounts, uniquingKeysWith: max) }
    case .repetition(.set(_, let offset), let count):
      return count.max.map { $0 > Self.longCount ? [offset: $0] : [:] } ?? [:]
    case .repetition(let body, let count): return count.max == 1 ? body.longCounts : [:]
    case .atomic(let body): return body.longCounts
    case .set, .look, .assertion, .opaque: return [:]
    }
  }

  /// Whether a table would have to tell so many places in long repeats from each other, each beside
  /// any part of much else, that it would not come far.
  fileprivate var hasDearCounts: Bool {
    let (all, counted) = characters
    return counted > 0 && counted * (all - counted) > 4_000
  }

  /// Characters that a match may have, repeats without an end aside, and those of long repeats of one
  /// class.
  private var characters: (all: Int, counted: Int) {
    switch self {
    case .concat(let items), .alternation(let items):
      return items.map(\.characters).reduce((0, 0)) { ($0.0 + $1.all, $0.1 + $1.counted) }
    case .repetition(let body, let count):
      let times = min(count.max ?? max(count.min, 1), 1 << 16)
      let (all, counted) = body.characters
      if case .set = body { return (times, times > Self.longCount ? times : 0) }
      return (min(times * all, 1 << 16), min(times * counted, 1 << 16))
    case .atomic(let body): return body.characters
    case .set: return (1, 0)
    case .look, .assertion, .opaque: return (0, 0)
    }
  }
}
