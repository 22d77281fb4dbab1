import WeirJSON

/// Finds what redactions look for in one line and edits it out.
///
/// A text in which no pattern is possible costs its scan, and a line without any no allocation.
struct Redactor {
  let plan: RedactionPlan
  /// Leaves with the blocks that look at them, sorted by place.
  var work: [Work] = []
  var leaves: [Leaf] = []
  var edits: [Edit] = []
  var replacements: [UInt8] = []
  /// Blocks whose answer is `on error`; each says so once.
  var failed: Set<Int> = []
  /// Blocks that edited a member name.
  var nameEditors: Set<Int> = []
  /// Targets that a scan found possible.
  var possible: [Int] = []

  struct Work {
    var leaf: Leaf
    var block: Int
  }

  init(_ plan: RedactionPlan) { self.plan = plan }

  /// - Parameter active: blocks that apply to this message, ascending.
  @inline(__always)
  mutating func redact(
    _ frame: inout Frame, _ active: PlainList<Int>, _ concealer: any Concealer, now: Int64,
    _ decision: inout Decision
  ) {
    if !active.isEmpty { redactActive(&frame, active, concealer, now: now, &decision) }
  }

  private mutating func redactActive(
    _ frame: inout Frame, _ active: PlainList<Int>, _ concealer: any Concealer, now: Int64,
    _ decision: inout Decision
  ) {
    collect(frame, active)
    edits.clear()
    replacements.clear()
    if !failed.isEmpty { failed.removeAll(keepingCapacity: true) }
    if !nameEditors.isEmpty { nameEditors.removeAll(keepingCapacity: true) }
    var first = 0
    while first < work.count {
      var end = first + 1
      while end < work.count, work[end].leaf.value.start == work[first].leaf.value.start {
        end += 1
      }
      redactLeaf(first..<end, &frame, concealer, now: now, &decision)
      first = end
    }
    finish(frame, &decision)
    for block in failed.sorted() {
      decision.fail(frame.program.policies[plan.blocks[block].policy], clause: 0)
    }
  }

  private mutating func finish(_ frame: Frame, _ decision: inout Decision) {
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
