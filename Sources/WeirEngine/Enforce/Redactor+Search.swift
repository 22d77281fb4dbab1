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
    frame.withReadings(of: leaf.value, text) { frame, readings in
      redactLeaf(leaf, text, readings, entries, &frame, concealer, now: now, &decision)
    }
  }

  private mutating func redactLeaf(
    _ leaf: Leaf, _ text: TextBytes, _ readings: Readings, _ entries: Range<Int>,
    _ frame: inout Frame, _ concealer: any Concealer, now: Int64, _ decision: inout Decision
  ) {
    if plan.view == .raw, readings.scan.candidates.isEmpty { return }
    var found: [Hit] = []
    for entry in entries {
      let block = work[entry].block
      if !search(block, in: text, readings, &frame, &found) { failed.insert(block) }
    }
    if found.isEmpty { return }
    let kept = KeptRanges(found)
    report(found, kept, leaf, frame, &decision)
    edit(leaf, text, entries, found, kept, &frame, concealer, now: now)
  }

  /// Appends the matches of a block's patterns, in the order of its targets; false where a search is
  /// undecided.
  private mutating func search(
    _ block: Int, in text: TextBytes, _ readings: Readings, _ frame: inout Frame,
    _ found: inout [Hit]
  ) -> Bool {
    collectPossible(block, readings, frame.program)
    var isDecided = true
    for index in possible.indices {
      let target = plan.blocks[block].targets[possible[index]]
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

  /// The targets of a block that the scans found possible, each once.
  private mutating func collectPossible(_ block: Int, _ readings: Readings, _ program: Program) {
    possible.clear()
    let targets = plan.blocks[block]
    if targets.view == .raw {
      for pattern in readings.scan.candidates {
        if let target = targets.target(of: pattern) { possible.append(target) }
      }
    } else {
      for pattern in PossiblePatterns(readings, to: targets.view, program) {
        if let target = targets.target(of: pattern) { possible.append(target) }
      }
    }
    if possible.count > 1 { possible.sort() }
  }

  private func report(
    _ found: [Hit], _ kept: KeptRanges, _ leaf: Leaf, _ frame: Frame, _ decision: inout Decision
  ) {
    let room = max(0, frame.program.bounds.findingsMax - decision.findings.count)
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
    _ edited: EditedText, _ entries: Range<Int>, _ frame: inout Frame
  ) -> [Hit] {
    var found: [Hit] = []
    edited.bytes.withUnsafeBufferPointer { text in
      frame.withReadings(of: text) { frame, readings in
        for entry in entries where plan.blocks[work[entry].block].isEnforced {
          let block = work[entry].block
          if !search(block, in: text, readings, &frame, &found) { failed.insert(block) }
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
