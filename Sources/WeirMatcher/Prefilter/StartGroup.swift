/// Patterns read forward from one start at once.
///
///     start   "4921 3310 …"
///       4  →  card, iban_tail, imei, phone …        each in a row of its own ``OutlineTable``
///       9  →  card, imei, phone …
///       …
///       ␣  →  card; phone became possible: reported, and not read on
///
/// What is read says for each pattern what ``OutlineTable/canMatch(_:from:after:_:)`` would say,
/// which is all that the answer depends on. That states are kept from text to text, in
/// ``GroupStates``, only spares the work of finding them again.
struct StartGroup: ~Copyable {
  /// A pattern of the group.
  struct Member {
    var pattern: Int
    var isAtTextStart: Bool
    var deniedBefore: SymbolSet
    /// What it may begin with.
    var firsts: SymbolSet

    init(_ pattern: Int, _ regex: InspectedRegex) {
      let root = regex.parts?.tree.root
      self.pattern = pattern
      isAtTextStart = root?.beginsAtTextStart ?? false
      deniedBefore = regex.surroundings.deniedBefore
      firsts = root?.firstSymbols ?? SymbolSet(.all)
    }

    /// Whether a match may begin with a symbol, as far as that is known without its table.
    func canBegin(with symbol: Int, after before: Before) -> Bool {
      guard firsts.contains(symbol) else { return false }
      guard let other = before.symbol else { return true }
      return !isAtTextStart && !deniedBefore.contains(other)
    }
  }

  /// What stands before a start, as far as a pattern of the group asks for it.
  struct Before {
    /// One of those that are treated alike; `nil` is nothing, at the text's start.
    var symbol: Int?
    var side: SymbolSet.Side { symbol.map { SymbolSet.side(of: $0) } ?? .notWord }
  }

  // Invariant: written by init and freed by deinit; `checks` outlive the group.
  let members: UnsafeMutableBufferPointer<Member>
  let checks: UnsafeMutablePointer<StartCheck>
  let column: UnsafeMutablePointer<UInt8>
  /// One byte for each column, but for the last: what stands behind the text.
  let sample: UnsafeMutablePointer<UInt8>
  let width: Int
  /// For each byte the row in which nothing is read yet.
  let startAfter: UnsafeMutablePointer<UInt8>
  let befores: UnsafeMutableBufferPointer<Before>
  /// Whether every member begins at the text's start: of these is known how far they reach.
  private let isAtTextStart: Bool
  private let states: GroupStates
  /// Room to make a state in. Who holds it may write to `states`.
  private let making: Guarded<GroupList>

  init(
    _ patterns: [(pattern: Int, regex: InspectedRegex)], _ checks: UnsafeMutablePointer<StartCheck>,
    _ bounds: Bounds = Bounds()
  ) {
    precondition(patterns.count <= GroupPart.membersMax, "a member's place has 16 bits")
    let members = patterns.map { Member($0.pattern, $0.regex) }
    self.members = .allocate(capacity: members.count)
    _ = self.members.initialize(from: members)
    self.checks = checks
    isAtTextStart = members.allSatisfy(\.isAtTextStart)
    var symbols: Set<SymbolSet> = []
    for (_, regex) in patterns {
      // What stands before a start is told by the column that it was read in.
      symbols.insert(regex.surroundings.deniedBefore)
      symbols.insert(regex.surroundings.deniedBehind)
      regex.parts?.tree.root.addSymbols(to: &symbols)
    }
    let columns = SymbolColumns(Array(symbols))
    width = columns.count + 2
    column = .allocate(capacity: 256)
    column.initialize(from: columns.ofBytes, count: 256)
    sample = .allocate(capacity: width)
    sample.initialize(repeating: 0x80, count: width)
    for (column, symbol) in columns.sample.enumerated() {
      sample[column] = UInt8(symbol)
    }
    let before = SymbolColumns(members.map(\.deniedBefore))
    befores = .allocate(capacity: before.count + 1)
    _ = befores.initialize(from: [Before()] + before.sample.map { Before(symbol: $0) })
    startAfter = .allocate(capacity: 256)
    for byte in 0..<256 {
      (startAfter + byte).initialize(to: 2 + before.ofBytes[byte < 0x80 ? byte : 0xC3])
    }
    states = GroupStates(
      column: column, width: width, starts: befores.count, rowsMax: bounds.entriesMax / width,
      partsMax: bounds.partsMax)
    making = Guarded(GroupList(members: members.count))
  }

  deinit {
    members.deinitialize()
    members.deallocate()
    befores.deallocate()
    startAfter.deallocate()
    column.deallocate()
    sample.deallocate()
  }

  var memberCount: Int { members.count }

  /// Room for states: some megabytes, of which only what is used is touched.
  struct Bounds {
    var entriesMax = 1 << 21
    var partsMax = 1 << 20
    /// Members from which on texts are read as wholes.
    var scanMembersMin = 64
  }
}

// Reading.
extension StartGroup {
  /// Bytes after which it is looked at whether what is read can reach so far.
  private static let stride = 16

  /// Reports each pattern of which a match may begin at `start`, where a character begins.
  ///
  /// - Parameter stepsLeft: Bytes that may be read; where they don't suffice, what is still read is
  ///   possible.
  func read(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ stepsLeft: inout Int,
    _ scratch: inout GroupScratch, _ report: (Int) -> Void
  ) {
    var row = start == 0 ? 1 : Int(startAfter[Int(text[start - 1])])
    let end = min(text.count, start + stepsLeft)
    var index = start
    var stop = isAtTextStart ? min(end, start + Self.stride) : end
    var characters = 0
    // In one function: a call for each stretch would take longer than most starts are read.
    reading: while true {
      while index < stop {
        var entry = states.entry(row, reading: text[index])
        if entry > 0 {
          row = Int(entry)
          index += 1
          continue
        }
        if entry == GroupStates.unknown {
          guard let made = make(row, Int(column[Int(text[index])])) else {
            stepsLeft -= readOn(text, index..<end, from: row, &scratch, report) - start
            return
          }
          entry = made
        }
        index += 1
        row = abs(Int(entry))
        if entry < 0 { reportPossible(states.list(of: row), report) }
        if entry == GroupStates.dead { break reading }
      }
      if index == end { break }
      characters += UTF8Scalars.count(in: text, stop - Self.stride..<stop)
      if characters > states.note(of: row) {
        row = Int(GroupStates.dead)
        break
      }
      stop = min(end, stop + Self.stride)
    }
    stepsLeft -= index - start
    if row > 0 { finish(row, isTextRead: index == text.count, &scratch, report) }
  }

  /// Reports what is possible where the reading ends.
  private func finish(
    _ row: Int, isTextRead: Bool, _ scratch: inout GroupScratch, _ report: (Int) -> Void
  ) {
    guard isTextRead else { return reportRead(states.list(of: row), report) }
    var entry = states.entry(row, width - 1)
    if entry == GroupStates.unknown {
      guard let made = make(row, width - 1) else {
        gather(states.list(of: row), in: width - 1, into: &scratch.next)
        return reportPossible(scratch.next.all, report)
      }
      entry = made
    }
    if entry < 0 { reportPossible(states.list(of: -Int(entry)), report) }
  }

  /// Reads on without the table of states, and returns where it ended.
  private func readOn(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, from row: Int,
    _ scratch: inout GroupScratch, _ report: (Int) -> Void
  ) -> Int {
    var index = range.lowerBound
    gather(after: row, in: Int(column[Int(text[index])]), into: &scratch.next)
    while true {
      index += 1
      reportPossible(scratch.next.all, report)
      if index == range.upperBound || scratch.next.all.isEmpty { break }
      swap(&scratch.now, &scratch.next)
      gather(scratch.now.all, in: Int(column[Int(text[index])]), into: &scratch.next)
    }
    if index < text.count {
      if index == range.upperBound { reportRead(scratch.next.all, report) }
    } else {
      gather(scratch.next.all, in: width - 1, into: &scratch.now)
      reportPossible(scratch.now.all, report)
    }
    return index
  }

  private func reportPossible(
    _ list: UnsafeBufferPointer<GroupPart>, _ report: (Int) -> Void
  ) {
    for part in list where part.isPossible { report(members[part.member].pattern) }
  }

  /// Those of which more would have to be read.
  private func reportRead(_ list: UnsafeBufferPointer<GroupPart>, _ report: (Int) -> Void) {
    for part in list where !part.isPossible { report(members[part.member].pattern) }
  }
}

// Making states.
extension StartGroup {
  /// What comes after a row, which nobody knew yet; `nil` where there is no room for it.
  private func make(_ row: Int, _ column: Int) -> Int16? {
    if states.isFull.load(ordering: .acquiring) { return nil }
    return making.withLock { list in
      let known = states.entry(row, column)
      if known != GroupStates.unknown { return known }
      gather(after: row, in: column, into: &list)
      guard let entry = states.entry(to: list.all, note: { reach(of: $0) }) else { return nil }
      states.setEntry(row, column, to: entry)
      return entry
    }
  }

  /// How many characters may have been read where one of a list is come to. Of what became possible nothing
  /// more is read.
  private func reach(of list: UnsafeBufferPointer<GroupPart>) -> Int32 {
    list.reduce(0) { reach, part in
      part.isPossible ? reach : max(reach, checks[members[part.member].pattern].reach(of: part.row))
    }
  }

  private func gather(after row: Int, in column: Int, into next: inout GroupList) {
    if row <= befores.count {
      begin(after: befores[row - 1], in: column, into: &next)
    } else {
      gather(states.list(of: row), in: column, into: &next)
    }
  }

  /// What may begin with a character. Only of that the tables are made.
  private func begin(after before: Before, in column: Int, into next: inout GroupList) {
    next.removeAll()
    let byte = sample[column]
    for (place, member) in members.enumerated()
    where member.canBegin(with: Int(byte), after: before) {
      next.append(place, checks[member.pattern].row(after: before.side, reading: byte))
    }
  }

  /// What is still possible with one more character.
  private func gather(
    _ list: UnsafeBufferPointer<GroupPart>, in column: Int, into next: inout GroupList
  ) {
    next.removeAll()
    let byte = column == width - 1 ? nil : sample[column]
    for part in list where !part.isPossible {
      next.append(
        part.member, checks[members[part.member].pattern].row(from: part.row, reading: byte))
    }
  }
}
