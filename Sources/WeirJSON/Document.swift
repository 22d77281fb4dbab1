/// What a reader found in one line; reuse it, so that reading allocates nothing in steady state.
public struct Document: Sendable {
  /// One value for each path of the reader's tree, `absent` where the line has none.
  public internal(set) var slots: [JSONValue] = []

  /// Every string, number and member name in the order of the line, where the reader collects them.
  public internal(set) var leaves: [Leaf] = []

  public init() {}

  mutating func reset(slotCount: Int) {
    if !leaves.isEmpty { leaves.removeAll(keepingCapacity: true) }
    guard slots.count == slotCount else {
      slots = Array(repeating: .absent, count: slotCount)
      return
    }
    slots.withUnsafeMutableBufferPointer { $0.update(repeating: .absent) }
  }
}
