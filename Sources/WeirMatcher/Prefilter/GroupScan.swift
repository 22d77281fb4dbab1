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

  /// Where the readings of the quarters stand.
  private struct Rows {
    var a: Int
    var b: Int
    var c: Int
    var d: Int
    var index = 0
  }

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
    if text.count >= Self.splitBytesMin, let bytes = text.baseAddress {
      return readQuarters(text, bytes, report)
    }
    return text.isEmpty || read(text, from: 0, row: startRow(0, in: text), report)
  }

  private func readQuarters(
    _ text: UnsafeBufferPointer<UInt8>, _ bytes: UnsafePointer<UInt8>, _ report: (Int) -> Void
  ) -> Bool {
    let part = (text.count - Self.ageMax) / 4
    var rows = Rows(
      a: startRow(0, in: text), b: startRow(part, in: text), c: startRow(2 * part, in: text),
      d: startRow(3 * part, in: text))
    let end = part + Self.ageMax
    while true {
      rows = advance(rows, bytes, part, to: end)
      if rows.index == end { break }
      let index = rows.index
      guard step(&rows.a, text, index, part, report),
        step(&rows.b, text, index + part, 2 * part, report),
        step(&rows.c, text, index + 2 * part, 3 * part, report),
        step(&rows.d, text, index + 3 * part, text.count, report)
      else { return false }
      rows.index += 1
    }
    return read(text, from: 3 * part + end, row: rows.d, report)
  }

  /// Reads on in all four quarters, up to `end` or to a byte at which there is more to do.
  @inline(never)
  private func advance(
    _ rows: Rows, _ bytes: UnsafePointer<UInt8>, _ part: Int, to end: Int
  ) -> Rows {
    var rows = rows
    let (two, three, four) = (bytes + part, bytes + 2 * part, bytes + 3 * part)
    while rows.index < end {
      let a = states.entry(rows.a, reading: bytes[rows.index])
      let b = states.entry(rows.b, reading: two[rows.index])
      let c = states.entry(rows.c, reading: three[rows.index])
      let d = states.entry(rows.d, reading: four[rows.index])
      if a | b | c | d <= 0 { break }
      rows = Rows(a: Int(a), b: Int(b), c: Int(c), d: Int(d), index: rows.index &+ 1)
    }
    return rows
  }

  /// One reading from `index` to the text's end.
  private func read(
    _ text: UnsafeBufferPointer<UInt8>, from index: Int, row: Int, _ report: (Int) -> Void
  ) -> Bool {
    var row = row
    for index in index..<text.count {
      guard step(&row, text, index, text.count, report) else { return false }
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

  /// Goes on with the byte at `index`; false where there was no room for a row. Reports starts before
  /// `end`: what begins there is for the next quarter.
  @inline(__always)
  private func step(
    _ row: inout Int, _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int,
    _ report: (Int) -> Void
  ) -> Bool {
    let byte = text[index]
    let known = states.entry(row, reading: byte)
    if known > 0 {
      row = Int(known)
      return true
    }
    guard let entry = make(row, Int(group.pointee.column[Int(byte)])) else { return false }
    row = abs(Int(entry))
    if entry < 0 { reportAsked(row, index + 1, before: end, report) }
    return true
  }

  @inline(never)
  private func reportAsked(_ row: Int, _ index: Int, before end: Int, _ report: (Int) -> Void) {
    var ages = states.note(of: row)
    while ages != 0 {
      let start = index - ages.trailingZeroBitCount
      if start < end { report(start) }
      ages &= ages - 1
    }
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
    for (place, member) in group.pointee.members.enumerated()
    where member.canBegin(with: Int(byte), after: before) {
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
