import WeirJSON
import WeirMatcher
import WeirSyntax

/// Finds what redactions look for in one line and edits it out.
///
/// A line in which nothing is found costs a search per pattern and text, and no allocation.
struct Redactor {
  private let plan: RedactionPlan
  /// Leaves with the blocks that look at them, sorted by place.
  private var work: [Work] = []
  private var leaves: [Leaf] = []
  private var edits: [Edit] = []
  private var replacements: [UInt8] = []

  private struct Work {
    var leaf: Leaf
    var block: Int
  }

  init(_ plan: RedactionPlan) { self.plan = plan }

  /// - Parameter active: blocks that apply to this message, ascending.
  mutating func redact(
    _ frame: inout Frame, _ active: [Int], _ concealer: any Concealer, now: Int64,
    _ decision: inout Decision
  ) {
    if active.isEmpty { return }
    collect(frame, active)
    edits.removeAll(keepingCapacity: true)
    replacements.removeAll(keepingCapacity: true)
    var editsName = false
    var first = 0
    while first < work.count {
      var end = first + 1
      while end < work.count, work[end].leaf.value.start == work[first].leaf.value.start {
        end += 1
      }
      let count = edits.count
      redactLeaf(first..<end, &frame, concealer, now: now, &decision)
      if edits.count > count && work[first].leaf.isName { editsName = true }
      first = end
    }
    finish(&frame, editsName: editsName, active, &decision)
  }

  // MARK: - What to look at

  private mutating func collect(_ frame: Frame, _ active: [Int]) {
    work.removeAll(keepingCapacity: true)
    for block in active {
      guard let paths = plan.blocks[block].paths else {
        for leaf in frame.document.leaves { work.append(Work(leaf: leaf, block: block)) }
        continue
      }
      leaves.removeAll(keepingCapacity: true)
      for path in paths { collect(path, frame) }
      for leaf in leaves { work.append(Work(leaf: leaf, block: block)) }
    }
    // Several blocks, or paths of one block that overlap: one leaf's entries are put side by side.
    if active.count > 1 || (plan.blocks[active[0]].paths?.count ?? 1) > 1 {
      work.sort { ($0.leaf.value.start, $0.block) < ($1.leaf.value.start, $1.block) }
      removeRepeats()
    }
  }

  private mutating func collect(_ path: PathPattern, _ frame: Frame) {
    let start = frame.line.firstIndex(of: UInt8(ascii: "{")) ?? 0
    let whole = JSONValue(kind: .object, start: start, end: frame.line.count)
    var found = leaves
    path.visit(within: whole, in: frame.line) { value in
      value.collectLeaves(in: frame.line, into: &found)
    }
    leaves = found
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

  // MARK: - One string, number or name

  private mutating func redactLeaf(
    _ entries: Range<Int>, _ frame: inout Frame, _ concealer: any Concealer, now: Int64,
    _ decision: inout Decision
  ) {
    let leaf = work[entries.lowerBound].leaf
    let text = frame.leafText(leaf.value)
    if text.isEmpty { return }
    var found: [Hit] = []
    for entry in entries {
      let block = work[entry].block
      if !search(block, in: text, &frame, &found) {
        decision.fail(frame.program.policies[plan.blocks[block].policy], clause: 0)
      }
    }
    if found.isEmpty { return }
    report(found, leaf, &frame, &decision)
    edit(leaf, text, entries, found, &frame, concealer, now: now, &decision)
  }

  /// Appends the matches of a block's patterns, in order; false where a search is undecided.
  private func search(
    _ block: Int, in text: TextBytes, _ frame: inout Frame, _ found: inout [Hit]
  ) -> Bool {
    var isDecided = true
    for target in plan.blocks[block].targets {
      let searched = frame.forEachMatch(of: target.pattern, in: text) { _, match in
        found.append(
          Hit(block: block, target: target, range: match.start..<match.end))
        return true
      }
      if !searched { isDecided = false }
    }
    return isDecided
  }

  private func report(
    _ found: [Hit], _ leaf: Leaf, _ frame: inout Frame, _ decision: inout Decision
  ) {
    let kept = Hit.keptRanges(found)
    for hit in found {
      let block = plan.blocks[hit.block]
      let raw = frame.rawSpan(hit.range, of: leaf.value)
      let isKept = hit.target.edit == .keep || hit.isKept(by: kept)
      let finding = Finding(
        policy: block.name,
        use: .redaction(hit.target.edit.written(frame.program.keyNames), isKept: isKept),
        pattern: frame.program.patternNames[hit.target.pattern],
        field: JSONPointer.to(leaf.value, in: frame.line), start: raw.lowerBound,
        end: raw.upperBound, view: "raw", isEnforced: block.isEnforced)
      decision.add(finding, max: frame.program.limits.findingsMax)
    }
  }

  private mutating func edit(
    _ leaf: Leaf, _ text: TextBytes, _ entries: Range<Int>, _ found: [Hit], _ frame: inout Frame,
    _ concealer: any Concealer, now: Int64, _ decision: inout Decision
  ) {
    let enforced = found.filter { plan.blocks[$0.block].isEnforced }
    if enforced.isEmpty { return }
    let value = leaf.value
    let line = frame.line
    let origin = EditOrigin(line: line, base: value.start, concealer: concealer, now: now)
    var edited = EditedText(text)
    edited.apply(enforced, origin)
    for _ in 0..<frame.program.limits.redactionRoundsMax {
      let again = leftovers(edited, entries, &frame)
      if again.isEmpty { break }
      edited.apply(again, origin)
    }
    for hit in leftovers(edited, entries, &frame) {
      decision.fail(frame.program.policies[plan.blocks[hit.block].policy], clause: 0)
    }
    if value.kind == .string { splice(edited, value, frame) } else { spliceNumber(edited, value) }
  }

  /// Matches in the edited text that still contain an original byte which is not kept.
  private func leftovers(
    _ edited: EditedText, _ entries: Range<Int>, _ frame: inout Frame
  ) -> [Hit] {
    var found: [Hit] = []
    edited.bytes.withUnsafeBufferPointer { text in
      for entry in entries where plan.blocks[work[entry].block].isEnforced {
        _ = search(work[entry].block, in: text, &frame, &found)
      }
    }
    let kept = Hit.keptRanges(found)
    let isOpen = found.contains {
      !$0.isKept(by: kept) && $0.target.edit != .keep
        && edited.hasOpenOriginal($0.range)
    }
    // Kept matches go along, as they protect what lies inside them.
    return isOpen
      ? found.filter { $0.target.edit == .keep || edited.hasOpenOriginal($0.range) } : []
  }

  // MARK: - Edits of the line

  private mutating func splice(_ edited: EditedText, _ value: JSONValue, _ frame: Frame) {
    for piece in edited.changes {
      let start = replacements.count
      edited.bytes[piece.range].withUnsafeBufferPointer {
        LineWriter.appendEscaped($0, into: &replacements)
      }
      edits.append(
        Edit(
          range: value.rawSpan(ofDecoded: piece.original, in: frame.line),
          replacement: start..<replacements.count))
    }
  }

  /// An edited number becomes a string.
  private mutating func spliceNumber(_ edited: EditedText, _ value: JSONValue) {
    let start = replacements.count
    replacements.append(UInt8(ascii: "\""))
    edited.bytes.withUnsafeBufferPointer { LineWriter.appendEscaped($0, into: &replacements) }
    replacements.append(UInt8(ascii: "\""))
    edits.append(Edit(range: value.range, replacement: start..<replacements.count))
  }

  private func finish(
    _ frame: inout Frame, editsName: Bool, _ active: [Int], _ decision: inout Decision
  ) {
    if edits.isEmpty { return }
    let isSpliced = replacements.withUnsafeBufferPointer { bytes in
      (try? LineWriter.splice(
        frame.line, edits: edits, replacements: bytes, into: &decision.message))
        != nil
    }
    decision.isRedacted = isSpliced
    if !isSpliced || (editsName && hasEqualNames(decision.message)) {
      for block in active where plan.blocks[block].isEnforced {
        decision.fail(frame.program.policies[plan.blocks[block].policy], clause: 0)
      }
    }
  }

  /// Two member names that redaction made equal would make the line malformed for every reader.
  private func hasEqualNames(_ message: [UInt8]) -> Bool {
    var reader = JSONReader()
    var document = Document()
    return message.withUnsafeBufferPointer { reader.read($0, into: &document) } != nil
  }
}

/// One match of one line of a redact policy, by byte range of a leaf's text.
struct Hit {
  var block: Int
  var target: RedactionTarget
  var range: Range<Int>

  /// What `keep` found, by block.
  static func keptRanges(_ hits: [Hit]) -> [Hit] { hits.filter { $0.target.edit == .keep } }

  /// `keep` cancels only matches of its own policy that lie wholly inside its own.
  func isKept(by kept: [Hit]) -> Bool {
    kept.contains {
      $0.block == block && $0.range.lowerBound <= range.lowerBound
        && range.upperBound <= $0.range.upperBound
    }
  }
}
