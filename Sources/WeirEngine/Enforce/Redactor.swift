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
  /// Blocks whose answer is `on error`; each says so once.
  private var failed: Set<Int> = []
  /// Blocks that edited a member name.
  private var nameEditors: Set<Int> = []

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
    failed.removeAll(keepingCapacity: true)
    nameEditors.removeAll(keepingCapacity: true)
    var first = 0
    while first < work.count {
      var end = first + 1
      while end < work.count, work[end].leaf.value.start == work[first].leaf.value.start {
        end += 1
      }
      redactLeaf(first..<end, &frame, concealer, now: now, &decision)
      first = end
    }
    finish(frame, active, &decision)
    for block in failed.sorted() {
      decision.fail(frame.program.policies[plan.blocks[block].policy], clause: 0)
    }
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
    let mark = frame.scratch.mark
    defer { frame.scratch.release(to: mark) }
    let leaf = work[entries.lowerBound].leaf
    let text = frame.leafText(leaf.value)
    if text.isEmpty { return }
    var found: [Hit] = []
    for entry in entries {
      let block = work[entry].block
      if !search(block, in: text, &frame, &found) { failed.insert(block) }
    }
    if found.isEmpty { return }
    let kept = KeptRanges(found)
    report(found, kept, leaf, frame, &decision)
    edit(leaf, text, entries, found, kept, &frame, concealer, now: now)
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

  private mutating func edit(
    _ leaf: Leaf, _ text: TextBytes, _ entries: Range<Int>, _ found: [Hit], _ kept: KeptRanges,
    _ frame: inout Frame, _ concealer: any Concealer, now: Int64
  ) {
    let enforced = found.filter { plan.blocks[$0.block].isEnforced }
    if enforced.isEmpty { return }
    let origin = EditOrigin(line: frame.line, value: leaf.value, concealer: concealer, now: now)
    var edited = EditedText(text)
    edited.apply(enforced, origin)
    if edited.changes.isEmpty { return }
    var again = leftovers(edited, entries, &frame)
    for _ in 0..<frame.program.limits.redactionRoundsMax where !again.isEmpty {
      edited.apply(again, origin)
      again = leftovers(edited, entries, &frame)
    }
    for hit in again where hit.target.edit != .keep { failed.insert(hit.block) }
    if leaf.isName {
      for hit in enforced where hit.target.edit != .keep && !kept.cover(hit) {
        nameEditors.insert(hit.block)
      }
    }
    if leaf.value.kind == .string {
      splice(edited, leaf.value, frame)
    } else {
      spliceNumber(edited, leaf.value)
    }
  }

  /// Matches in the edited text that still contain an original byte which is not kept, and what is
  /// kept, as it protects what lies inside it. None where nothing is left to edit.
  private mutating func leftovers(
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

  // MARK: - Edits of the line

  private mutating func splice(_ edited: EditedText, _ value: JSONValue, _ frame: Frame) {
    var mapper = RawSpanMapper(value, in: frame.line)
    for piece in edited.changes {
      let start = replacements.count
      edited.bytes[piece.range].withUnsafeBufferPointer {
        LineWriter.appendEscaped($0, into: &replacements)
      }
      edits.append(
        Edit(
          range: value.lineSpan(of: piece.original, &mapper),
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

  private mutating func finish(_ frame: Frame, _ active: [Int], _ decision: inout Decision) {
    if edits.isEmpty { return }
    let isSpliced = replacements.withUnsafeBufferPointer { bytes in
      (try? LineWriter.splice(
        frame.line, edits: edits, replacements: bytes, into: &decision.message))
        != nil
    }
    precondition(isSpliced, "edits of ascending leaves are ascending")
    decision.isRedacted = true
    if !nameEditors.isEmpty && hasEqualNames(decision.message) {
      failed.formUnion(nameEditors)
    }
  }

  /// Two member names that redaction made equal would make the line malformed for every reader.
  private func hasEqualNames(_ message: [UInt8]) -> Bool {
    var bounds = ReaderBounds()
    // The line was within its bounds; what replacements add is no reason to distrust it.
    bounds.lineBytes = .max
    bounds.depth = .max
    bounds.numberBytes = .max
    var reader = JSONReader(bounds: bounds)
    var document = Document()
    let failure = message.withUnsafeBufferPointer { reader.read($0, into: &document) }
    return failure?.reason == .duplicateName
  }
}

/// One match of one line of a redact policy, by byte range of a leaf's text.
struct Hit {
  var block: Int
  var target: RedactionTarget
  var range: Range<Int>
}

/// What `keep` found, ready to be asked: it cancels only matches of its own policy that lie wholly
/// inside its own.
struct KeptRanges {
  /// By block, starts ascending; each end is the largest up to there.
  private var ranges: [Int: [(start: Int, end: Int)]] = [:]

  init(_ hits: [Hit]) {
    for hit in hits where hit.target.edit == .keep {
      ranges[hit.block, default: []].append((hit.range.lowerBound, hit.range.upperBound))
    }
    for (block, found) in ranges {
      var end = 0
      ranges[block] = found.sorted { $0.start < $1.start }.map { range in
        end = max(end, range.end)
        return (range.start, end)
      }
    }
  }

  /// Whether a match lies wholly inside one of them; binary search.
  func cover(_ hit: Hit) -> Bool {
    guard let found = ranges[hit.block] else { return false }
    var low = 0
    var high = found.count
    while low < high {
      let middle = (low + high) / 2
      if found[middle].start <= hit.range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low > 0 && found[low - 1].end >= hit.range.upperBound
  }
}
