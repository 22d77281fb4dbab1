/// Reads a whole text once for all patterns of a ``StartGroup``, to tell of which starts the group
/// has to be asked:
///
///     text    …   4        9          2              1 …
///     begun       card₁    card₂      card₃          card₄        a pattern, its row, and the bytes
///                          card₁      card₂          card₃        since its start
///                          phone₁     phone₂ !       card₂
///                                                    card₁
///
/// `!`: a match of one pattern became possible, so the group is asked about the start two bytes
/// back, and what else began there is not read on. So it is with a start that is still read after
/// `ageMax` bytes. Most starts end before that, at the price of one look into a table for each byte
/// of the text, and no look at where the starts are.
///
/// The table is made while texts are read, like the group's own. Where it has no more room, the
/// scan for classes tells where the group is asked: of more starts than it need be.
struct GroupScan: ~Copyable {
  // Invariant: outlives the scan, like the checks that it leads to.
  private let group: UnsafePointer<StartGroup>
  private let states: GroupStates
  /// Room to make a state in. Who holds it may write to `states`.
  private let making: Guarded<GroupList>

  /// Bytes to read from a start; what is read for longer makes ever new states. What the group reads
  /// beyond it is counted.
  static let ageMax = 8
  /// Nothing is read yet.
  private static let startRow = 1

  init(_ group: UnsafePointer<StartGroup>, _ bounds: StartGroup.Bounds) {
    self.group = group
    let width = group.pointee.width
    states = GroupStates(
      column: group.pointee.column, width: width, starts: 1, rowsMax: bounds.entriesMax / width,
      partsMax: bounds.partsMax)
    making = Guarded(GroupList(members: group.pointee.memberCount, starts: Self.ageMax))
  }

  /// Reports starts of characters that the group has to be asked about, some of them twice. Linear.
  ///
  /// - Returns: Whether that was all. Where there was no room for a state, more has to be asked.
  func read(_ text: UnsafeBufferPointer<UInt8>, _ report: (Int) -> Void) -> Bool {
    if text.isEmpty { return true }
    var row = Self.startRow
    var index = 0
    while index < text.count {
      let byte = text[index]
      let known = states.entry(row, reading: byte)
      index += 1
      if known > 0 {
        row = Int(known)
        continue
      }
      guard let entry = make(row, Int(group.pointee.column[Int(byte)])) else { return false }
      row = abs(Int(entry))
      if entry > 0 { continue }
      for part in states.list(of: row) where part.isPossible { report(index - part.age) }
    }
    for part in states.list(of: row).dropFirst() where !part.isPossible {
      report(text.count - part.age)
    }
    return true
  }

  /// What comes after a row, found out if nobody knew; `nil` where there is no room for it.
  @inline(never)
  private func make(_ row: Int, _ column: Int) -> Int16? {
    let known = states.entry(row, column)
    if known != GroupStates.unknown { return known }
    if states.isFull.load(ordering: .acquiring) { return nil }
    return making.withLock { list in
      let known = states.entry(row, column)
      if known != GroupStates.unknown { return known }
      gather(after: row, in: column, into: &list)
      guard let entry = states.entry(to: list.all) else { return nil }
      states.setEntry(row, column, to: entry)
      return entry
    }
  }

  /// A list begins with what its last character is to the starts behind it.
  private func gather(after row: Int, in column: Int, into next: inout GroupList) {
    let byte = group.pointee.sample[column]
    let isStart = row == Self.startRow
    let before = isStart ? 0 : Int(states.list(of: row)[0].row)
    next.removeAll()
    next.append(GroupPart(GroupPart.membersMax - 1, UInt16(self.before(byte))))
    if !isStart { readOn(states.list(of: row).dropFirst(), byte, into: &next) }
    // A byte that continues a character begins nothing.
    if byte & 0xC0 != 0x80 { begin(after: group.pointee.befores[before], byte, into: &next) }
  }

  /// The place in `befores` of a byte, of which the row in which nothing is read tells.
  private func before(_ byte: UInt8) -> Int {
    Int(group.pointee.startAfter[Int(byte)]) - 1
  }

  private func readOn(
    _ parts: Slice<UnsafeBufferPointer<GroupPart>>, _ byte: UInt8, into next: inout GroupList
  ) {
    var start = Start(age: 0, from: next.count)
    for part in parts where !part.isPossible {
      if part.age + 1 != start.age { start = Start(age: part.age + 1, from: next.count) }
      let pattern = group.pointee.members[part.member].pattern
      start.take(
        part.member, group.pointee.checks[pattern].row(from: part.row, reading: byte), &next)
    }
  }

  private func begin(after before: StartGroup.Before, _ byte: UInt8, into next: inout GroupList) {
    var start = Start(age: 1, from: next.count)
    let symbol = min(Int(byte), SymbolSet.other)
    for (place, member) in group.pointee.members.enumerated()
    where member.canBegin(with: symbol, after: before) {
      let check = group.pointee.checks + member.pattern
      start.take(place, check.pointee.row(after: before.side, reading: byte), &next)
    }
  }

  /// What is read from one start.
  private struct Start {
    var age: Int
    /// Where its parts begin in the list.
    var from: Int
    private var isAsked = false

    init(age: Int, from: Int) {
      self.age = age
      self.from = from
    }

    /// Takes what a table says of a member. One that has to be asked stands for all.
    mutating func take(_ member: Int, _ row: OutlineTable.Row, _ list: inout GroupList) {
      if isAsked { return }
      switch row {
      case .dead: return
      case .set(let place) where age < GroupScan.ageMax:
        list.append(GroupPart(member, place, age: age))
      case .set, .open:
        isAsked = true
        list.removeAll(from: from)
        list.append(GroupPart(0, GroupPart.possible, age: age))
      }
    }
  }
}
