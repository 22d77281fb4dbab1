/// Sets of nodes, each kept once and known by its number: the states of a subset construction.
///
///     nodes    3 7 │ 3 7 9 │ 4 │ …      set after set, each in ascending order
///     starts   0     2       5   6 …
///     slots    open addressing by hash, numbers of sets; -1 is free
struct NodeSets {
  private var nodes: [Int32] = []
  private var starts: [Int32] = [0]
  /// What else tells sets apart.
  private(set) var sides: [SymbolSet.Side] = []
  private var slots = [Int32](repeating: -1, count: 1 << 10)

  var count: Int { sides.count }

  subscript(set: Int) -> ArraySlice<Int32> { nodes[range(set)] }

  private func range(_ set: Int) -> Range<Int> { Int(starts[set])..<Int(starts[set + 1]) }

  /// The number of a set, which is the next one if it is new. The list is in ascending order.
  mutating func number(_ list: [Int32], _ side: SymbolSet.Side) -> Int {
    var slot = Self.hash(list, side) & (slots.count - 1)
    while slots[slot] >= 0 {
      let set = Int(slots[slot])
      if sides[set] == side, isEqual(set, list) { return set }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(count)
    nodes += list
    starts.append(Int32(nodes.count))
    sides.append(side)
    if 2 * count > slots.count { rehash() }
    return count - 1
  }

  private func isEqual(_ set: Int, _ list: [Int32]) -> Bool {
    let range = range(set)
    guard range.count == list.count else { return false }
    for index in list.indices where nodes[range.lowerBound + index] != list[index] { return false }
    return true
  }

  private mutating func rehash() {
    slots = [Int32](repeating: -1, count: 2 * slots.count)
    for set in 0..<count {
      var slot = Self.hash(self[set], sides[set]) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(set)
    }
  }

  /// Policies are written by people we trust to write policies, so no secret is mixed in.
  private static func hash(_ list: some Sequence<Int32>, _ side: SymbolSet.Side) -> Int {
    var hash = UInt64(side.rawValue)
    for node in list { hash = (hash ^ UInt64(UInt32(node))) &* 0x9E37_79B9_7F4A_7C15 }
    return Int(hash >> 33)
  }
}
