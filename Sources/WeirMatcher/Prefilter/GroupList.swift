/// Where one pattern of a ``StartGroup`` is while a text is read, as one number.
///
///     bits 28…31  bytes since its start, where starts are told apart: see ``GroupScan``
///     bits 16…27  its place in the group
///     bits  0…15  the row of its ``OutlineTable``, or all ones: a match became possible just now
struct GroupPart: Equatable {
  private(set) var bits: UInt32

  static let possible = UInt16.max
  static let membersMax = 1 << 12

  init(_ member: Int, _ row: UInt16, age: Int = 0) {
    bits = UInt32(age) << 28 | UInt32(member) << 16 | UInt32(row)
  }

  var age: Int { Int(bits >> 28) }
  var member: Int { Int(bits >> 16) & (Self.membersMax - 1) }
  var row: UInt16 { UInt16(truncatingIfNeeded: bits) }
  var isPossible: Bool { row == Self.possible }
}

/// The patterns that are still read, each once for a start, in memory for a whole group.
struct GroupList: ~Copyable, @unchecked Sendable {
  // Invariant: nobody else has the pointer; the first `count` are initialized; the memory holds one
  // for each member and start.
  private let parts: UnsafeMutablePointer<GroupPart>
  private(set) var count = 0

  init(members: Int, starts: Int = 1) { parts = .allocate(capacity: members * starts + 1) }

  deinit { parts.deallocate() }

  var all: UnsafeBufferPointer<GroupPart> { UnsafeBufferPointer(start: parts, count: count) }

  mutating func removeAll() { count = 0 }

  mutating func removeAll(from place: Int) { count = place }

  mutating func append(_ part: GroupPart) {
    parts[count] = part
    count += 1
  }

  /// Takes what a table says of a member; nothing where it can't match.
  mutating func append(_ member: Int, _ row: OutlineTable.Row) {
    switch row {
    case .dead: return
    case .open: append(GroupPart(member, GroupPart.possible))
    case .set(let place): append(GroupPart(member, place))
    }
  }
}

/// What one thread needs to read on where the table of a ``StartGroup`` has no more room.
struct GroupScratch: ~Copyable {
  var now: GroupList
  var next: GroupList

  init(members: Int) {
    now = GroupList(members: members)
    next = GroupList(members: members)
  }
}
