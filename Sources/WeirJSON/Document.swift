/// What a reader found in one line; reuse it, so that reading allocates nothing in steady state.
public struct Document: Sendable {
  /// One value for each path of the reader's tree, `absent` where the line has none.
  public internal(set) var slots: [JSONValue] = []

  /// Every string, number and member name in the order of the line, where the reader collects them.
  public internal(set) var leaves: [Leaf] = []

  public init() {}

  /// Forgets what was found in another line, but for the slots.
  @inline(__always)
  mutating func prepare(slotCount: Int) {
    if !leaves.isEmpty { leaves.removeAll(keepingCapacity: true) }
    if slots.count != slotCount { slots = Array(repeating: .absent, count: slotCount) }
  }
}
