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
/// All that a row knows began at most `ageMax` bytes ago. So the four quarters of a text are read at once,
/// each as far into the next as that, and the four chains of loads overlap in time.
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
  /// Texts shorter than this are read in one go.
  private static let splitBytesMin = 64

  init(_ group: UnsafePointer<StartGroup>, _ bounds: StartGroup.Bounds) {
    self.group = group
    let width = group.pointee.width
    states = GroupStates(
      column: group.pointee.column, width: width, starts: group.pointee.befores.count,
      rowsMax: bounds.entriesMax / width,
      partsMax: bounds.partsMax)
    making = Guarded(GroupList(members: group.pointee.memberCount, starts: Self.ageMax))
  }

  /// Reports starts of characters that the group has to be asked about, some of them twice. Linear.
  ///
  /// - Returns: Whether that was all. Where there was no room for a state, more has to be asked.
  func read(_ text: UnsafeBufferPointer<UInt8>, _ report: (Int) -> Void) -> Bool {
    if text.count >= Self.splitBytesMin { return readQuarters(text, report) }
    return text.isEmpty || read(text, from: 0, row: startRow(0, in: text), report)
  }

  private func readQuarters(_ text: UnsafeBufferPointer<UInt8>, _ report: (Int) -> Void) -> Bool {
    let part = (text.count - Self.ageMax) / 4
    let (two, three) = (2 * part, 3 * part)
    var (a, b) = (startRow(0, in: text), startRow(part, in: text))
    var (c, d) = (startRow(two, in: text), startRow(three, in: text))
    for index in 0..<part + Self.ageMax {
      let nextA = states.entry(a, reading: text[index])
      let nextB = states.entry(b, reading: text[index + part])
      let nextC = states.entry(c, reading: text[index + two])
      let nextD = states.entry(d, reading: text[index + three])
      if nextA | nextB | nextC | nextD > 0 {
        (a, b, c, d) = (Int(nextA), Int(nextB), Int(nextC), Int(nextD))
        continue
      }
      guard let rowA = settle(a, nextA, text, index, part, report),
        let rowB = settle(b, nextB, text, index + part, two, report),
        let rowC = settle(c, nextC, text, index + two, three, report),
        let rowD = settle(d, nextD, text, index + three, text.count, report)
      else { return false }
      (a, b, c, d) = (rowA, rowB, rowC, rowD)
    }
    return read(text, from: 4 * part + Self.ageMax, row: d, report)
  }

  /// One reading from `index` to the text's end.
  private func read(
    _ text: UnsafeBufferPointer<UInt8>, from index: Int, row: Int, _ report: (Int) -> Void
  ) -> Bool {
    var row = row
    for index in index..<text.count {
      let entry = states.entry(row, reading: text[index])
      guard let next = settle(row, entry, text, index, text.count, report) else { return false }
      row = next
    }
    for part in states.list(of: row).dropFirst() where !part.isPossible {
      report(text.count - part.age)
    }
    return true
  }

  /// The row in which nothing is read yet.
  private func startRow(_ index: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    index == 0 ? 1 : Int(group.pointee.startAfter[Int(text[index - 1])])
  }

  /// The row after the byte at `index`, which led to `entry`; `nil` where there is no room for it. Reports
  /// starts before `end`: what begins there is for the next quarter.
  @inline(__always)
  private func settle(
    _ row: Int, _ entry: Int16, _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int,
    _ report: (Int) -> Void
  ) -> Int? {
    entry > 0 ? Int(entry) : settleAsked(row, text, index, end, report)
  }

  @inline(never)
  private func settleAsked(
    _ row: Int, _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int,
    _ report: (Int) -> Void
  ) -> Int? {
    guard let entry = make(row, Int(group.pointee.column[Int(text[index])])) else { return nil }
    let next = abs(Int(entry))
    if entry > 0 { return next }
    var ages = states.note(of: next)
    while ages != 0 {
      let start = index + 1 - ages.trailingZeroBitCount
      if start < end { report(start) }
      ages &= ages - 1
    }
    return next
  }

  /// What comes after a row, found out if nobody knew; `nil` where there is no room for it.
  private func make(_ row: Int, _ column: Int) -> Int16? {
    let known = states.entry(row, column)
    if known != GroupStates.unknown { return known }
    if states.isFull.load(ordering: .acquiring) { return nil }
    return making.withLock { list in
      let known = states.entry(row, column)
      if known != GroupStates.unknown { return known }
      gather(after: row, in: column, into: &list)
      guard let entry = states.entry(to: list.all, note: Self.agesAsked) else { return nil }
      states.setEntry(row, column, to: entry)
      return entry
    }
  }

  /// The ages of starts to ask about, a bit for each.
  private static func agesAsked(_ list: UnsafeBufferPointer<GroupPart>) -> Int32 {
    list.reduce(0) { $1.isPossible ? $0 | 1 << Int32($1.age) : $0 }
  }

  /// A list begins with what its last character is to the starts behind it.
  private func gather(after row: Int, in column: Int, into next: inout GroupList) {
    let byte = group.pointee.sample[column]
    let isStart = row <= group.pointee.befores.count
    let before = isStart ? row - 1 : Int(states.list(of: row)[0].row)
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
