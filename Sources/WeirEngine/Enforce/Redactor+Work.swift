import WeirJSON

/// Which leaves a message's redactions look at.
extension Redactor {
  mutating func collect(_ frame: Frame, _ active: PlainList<Int>) {
    everywhere.clear()
    work.clear()
    containers.clear()
    view = .raw
    var paths = 0
    for place in active.indices {
      let block = active[place]
      view = max(view, plan.blocks[block].view)
      guard let sources = plan.blocks[block].sources else {
        everywhere.append(block)
        for field in plan.lists { noteContainer(frame.document.slots[field], block) }
        continue
      }
      paths += sources.count
      leaves.clear()
      for source in sources { collect(source, block, frame) }
      for leaf in leaves { work.append(Work(leaf: leaf, block: block)) }
    }
    // Several blocks, or paths of one block that overlap: one leaf's entries are put side by side.
    if paths > 1 {
      work.sort { ($0.leaf.value.start, $0.block) < ($1.leaf.value.start, $1.block) }
      removeRepeats()
    }
  }

  /// Gathers the blocks that look at every leaf.
  mutating func takeEverywhere() {
    blocks.clear()
    blocks.append(contentsOf: everywhere)
  }

  /// Gathers the blocks that look at a leaf; `place` goes on behind its entries in `work`.
  mutating func takeBlocks(of leaf: Leaf, from place: inout Int) {
    takeEverywhere()
    while place < work.count, work[place].leaf.value.start == leaf.value.start {
      blocks.append(work[place].block)
      place += 1
    }
    if !everywhere.isEmpty, blocks.count > everywhere.count { blocks.sort() }
  }

  private mutating func collect(_ source: RedactionSource, _ block: Int, _ frame: Frame) {
    switch source {
    case .field(let field):
      collect(frame.document.slots[field], block, frame)
    case .path(let path):
      let start = frame.line.firstIndex(of: UInt8(ascii: "{")) ?? 0
      let whole = JSONValue(kind: .object, start: start, end: frame.line.count)
      path.visit(within: whole, in: frame.line) { collect($0, block, frame) }
    }
  }

  private mutating func collect(_ value: JSONValue, _ block: Int, _ frame: Frame) {
    value.collectLeaves(in: frame.line, into: &leaves)
    noteContainer(value, block)
  }

  /// Only patterns with `view decoded` are looked for across strings.
  private mutating func noteContainer(_ value: JSONValue, _ block: Int) {
    guard plan.blocks[block].view == .decoded else { return }
    if value.kind == .array || value.kind == .object {
      containers.append(Container(value: value, block: block))
    }
  }

  private mutating func removeRepeats() {
    var kept = 0
    for place in work.indices {
      if kept > 0, work[kept - 1].block == work[place].block,
        work[kept - 1].leaf.value.start == work[place].leaf.value.start
      {
        continue
      }
      work[kept] = work[place]
      kept += 1
    }
    work.removeLast(work.count - kept)
  }
}
