import WeirJSON
import WeirMatcher

/// Looking for targets in one string, number or member name.
extension Redactor {
  mutating func redactLeaf(
    _ entries: Range<Int>, _ frame: inout Frame, _ concealer: any Concealer, now: Int64,
    _ decision: inout Decision
  ) {
    let mark = frame.scratch.mark
    defer { frame.scratch.release(to: mark) }
    let leaf = work[entries.lowerBound].leaf
    let text = frame.leafText(leaf.value)
    if text.isEmpty { return }
    var found: [Hit] = []
    for entry in entries {
      let block = work[entry].block
      if leaf.isName {
        searchName(block, text, &frame, &found)
      } else if !search(block, in: text, &frame, &found) {
        failed.insert(block)
      }
    }
    if found.isEmpty { return }
    let kept = KeptRanges(found)
    report(found, kept, leaf, frame, &decision)
    edit(leaf, text, entries, found, kept, &frame, concealer, now: now)
  }

  private mutating func searchName(
    _ block: Int, _ name: TextBytes, _ frame: inout Frame, _ found: inout [Hit]
  ) {
    if quietNames.contain(name, block: block) { return }
    let before = found.count
    if !search(block, in: name, &frame, &found) {
      failed.insert(block)
    } else if found.count == before {
      quietNames.insert(name, block: block)
    }
  }

  /// Appends the matches of a block's patterns, in order; false where a search is undecided.
  private func search(
    _ block: Int, in text: TextBytes, _ frame: inout Frame, _ found: inout [Hit]
  ) -> Bool {
    frame.forEachMatch(ofEach: plan.blocks[block].patterns, in: text) { _, place, match in
      found.append(
        Hit(
          block: block, target: plan.blocks[block].targets[place],
          range: match.start..<match.end))
    }
  }

  private func report(
    _ found: [Hit], _ kept: KeptRanges, _ leaf: Leaf, _ frame: Frame, _ decision: inout Decision
  ) {
    let room = max(0, frame.program.limits.findingsMax - decision.findings.count)
    decision.findingCount += max(0, found.count - room)
    if room == 0 { return }
    let field = JSONPointer.to(leaf.value, in: frame.line)
    var mapper = RawSpanMapper(leaf.value, in: frame.line)
    for hit in found.prefix(room) {
      let block = plan.blocks[hit.block]
      let span = leaf.value.lineSpan(of: hit.range, &mapper)
      let isKept = hit.target.edit == .keep || kept.cover(hit)
      let finding = Finding(
        policy: block.name,
        use: .redaction(hit.target.edit.written(frame.program.keyNames), isKept: isKept),
        pattern: frame.program.patternNames[hit.target.pattern], field: field,
        start: span.lowerBound, end: span.upperBound, view: "raw", isEnforced: block.isEnforced)
      decision.add(finding, max: frame.program.limits.findingsMax)
    }
  }

  /// Matches in the edited text that still contain an original byte which is not kept, and what is
  /// kept, as it protects what lies inside it. None where nothing is left to edit.
  mutating func leftovers(
    _ edited: EditedText, _ entries: Range<Int>, _ frame: inout Frame
  ) -> [Hit] {
    var found: [Hit] = []
    edited.bytes.withUnsafeBufferPointer { text in
      for entry in entries where plan.blocks[work[entry].block].isEnforced {
        let block = work[entry].block
        if !search(block, in: text, &frame, &found) { failed.insert(block) }
      }
    }
    let kept = KeptRanges(found)
    let open = found.filter {
      $0.target.edit != .keep && !kept.cover($0) && edited.hasOpenOriginal($0.range)
    }
    return open.isEmpty ? [] : open + found.filter { $0.target.edit == .keep }
  }
}
