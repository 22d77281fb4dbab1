import WeirJSON
import WeirMatcher

/// Looking for targets in one string, number or member name.
extension Redactor {
  @inline(__always)
  mutating func redactLeaf(
    _ leaf: Leaf, _ frame: inout Frame, _ concealer: any Concealer, now: Int64,
    _ decision: inout Decision
  ) {
    if splits.isEmpty, let text = frame.plainText(leaf.value), isClean(text) { return }
    searchLeaf(leaf, &frame, concealer, now: now, &decision)
  }

  /// Whether no pattern can match in a text, as far as that is known without a scan.
  @inline(__always)
  private func isClean(_ text: TextBytes) -> Bool {
    text.isEmpty || plan.isTooShort(text) || clean.hold(text)
  }

  private mutating func searchLeaf(
    _ leaf: Leaf, _ frame: inout Frame, _ concealer: any Concealer, now: Int64,
    _ decision: inout Decision
  ) {
    let mark = frame.scratch.mark
    defer { frame.scratch.release(to: mark) }
    let text = frame.leafText(leaf.value)
    let split = splits.isEmpty ? [] : splits[leaf.value.start] ?? []
    if split.isEmpty, leaf.value.hasEscapes || !splits.isEmpty, isClean(text) { return }
    frame.withRedactionReadings(of: leaf.value, text) { frame, readings in
      collectPossible(readings, frame.program)
      if possible.isEmpty && split.isEmpty {
        if view == plan.view, clean.insert(text),
          plan.isClean(shapeOf: text, frame.program.redactionPatterns)
        {
          clean.insert(shapeOf: text)
        }
      } else {
        redactLeaf(leaf, text, split, readings, &frame, concealer, now: now, &decision)
      }
    }
  }

  private mutating func redactLeaf(
    _ leaf: Leaf, _ text: TextBytes, _ split: [Hit], _ readings: Readings, _ frame: inout Frame,
    _ concealer: any Concealer, now: Int64, _ decision: inout Decision
  ) {
    var found = split
    for block in blocks where !search(block, in: text, readings, &frame, &found) {
      failed.insert(block)
    }
    if found.isEmpty { return }
    let kept = KeptRanges(found)
    report(found, kept, leaf, frame, &decision)
    edit(leaf, text, found, kept, &frame, concealer, now: now)
  }

  /// Appends the matches of a block's patterns, in the order of its targets; false where a search is
  /// undecided.
  private mutating func search(
    _ block: Int, in text: TextBytes, _ readings: Readings, _ frame: inout Frame,
    _ found: inout [Hit]
  ) -> Bool {
    collectTargets(of: block)
    var isDecided = true
    for index in targets.indices {
      let target = plan.blocks[block].targets[targets[index]]
      let searched = frame.forEachMatch(of: target.pattern, in: text, readings) { _, match in
        found.append(
          Hit(
            block: block, target: target, range: match.range, reading: match.place,
            view: match.view, disguised: match.view == .raw ? nil : Array(match.value)))
      }
      if !searched { isDecided = false }
    }
    return isDecided
  }

  /// The patterns of the plan that the scans of a text found possible. The scan of a field finds
  /// others, too.
  private mutating func collectPossible(_ readings: Readings, _ program: Program) {
    possible.clear()
    if view == .raw {
      for pattern in readings.scan.candidates where plan.names(pattern) {
        possible.append(pattern)
      }
    } else {
      for pattern in PossiblePatterns(readings, to: view, program) where plan.names(pattern) {
        possible.append(pattern)
      }
    }
  }

  /// The targets of a block among those patterns, in the block's order.
  private mutating func collectTargets(of block: Int) {
    targets.clear()
    for pattern in possible {
      if let target = plan.blocks[block].target(of: pattern) { targets.append(target) }
    }
    if targets.count > 1 { targets.sort() }
  }

  private func report(
    _ found: [Hit], _ kept: KeptRanges, _ leaf: Leaf, _ frame: Frame, _ decision: inout Decision
  ) {
    let room = max(0, frame.program.bounds.findingsMax - decision.findings.count)
    let found = found.filter(\.isReported)
    decision.findingCount += max(0, found.count - room)
    if room == 0 { return }
    let field = frame.pointer(to: leaf.value)
    var mapper = RawSpanMapper(leaf.value, in: frame.line)
    for hit in found.prefix(room) {
      let block = plan.blocks[hit.block]
      let span = leaf.value.lineSpan(of: hit.range, &mapper)
      let isKept = hit.target.edit == .keep || kept.cover(hit)
      let finding = Finding(
        policy: block.name, place: block.policy,
        use: .redaction(hit.target.edit.written(frame.program.keyNames), isKept: isKept),
        pattern: frame.program.patternNames[hit.target.pattern], patternPlace: hit.target.pattern,
        field: field,
        start: span.lowerBound, end: span.upperBound, view: hit.view.name, reading: hit.reading,
        shown: nil,
        isEnforced: block.isEnforced)
      decision.add(finding, max: frame.program.bounds.findingsMax)
    }
  }

  /// Matches in the edited text that still contain an original byte which is not kept, and what is
  /// kept, as it protects what lies inside it. None where nothing is left to edit.
  mutating func leftovers(
    _ edited: EditedText, _ frame: inout Frame
  ) -> [Hit] {
    var found: [Hit] = []
    edited.bytes.withUnsafeBufferPointer { text in
      frame.withRedactionReadings(of: text) { frame, readings in
        collectPossible(readings, frame.program)
        for block in blocks
        where plan.blocks[block].isEnforced && !search(block, in: text, readings, &frame, &found) {
          failed.insert(block)
        }
      }
    }
    let kept = KeptRanges(found)
    let open = found.filter {
      $0.target.edit != .keep && !kept.cover($0) && edited.hasOpenOriginal($0.range)
    }
    return open.isEmpty ? [] : open + found.filter { $0.target.edit == .keep }
  }
}
