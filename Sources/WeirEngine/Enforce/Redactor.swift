import WeirChecker
import WeirJSON
import WeirMatcher

/// Finds what redactions look for in one line and edits it out.
///
/// A text in which no pattern is possible costs its scan, and a line without any no allocation; a
/// short text that comes again and again, as the names of members do, costs a look.
struct Redactor {
  let plan: RedactionPlan
  /// Active blocks that look at the whole line, ascending.
  var everywhere: [Int] = []
  /// Leaves with the other blocks that look at them, sorted by place.
  var work: [Work] = []
  var leaves: [Leaf] = []
  /// The blocks that look at the leaf that is being redacted, ascending.
  var blocks: [Int] = []
  /// The deepest view of the active blocks' patterns.
  var view = View.raw
  let clean = CleanTexts()
  /// Values that active blocks look at and over whose strings something may be split.
  var containers: [Container] = []
  /// The pieces of what was, by where their string begins in the line.
  var splits: [Int: [Hit]] = [:]
  var knownSplits: Set<KnownSplit> = []
  var edits: [Edit] = []
  var replacements: [UInt8] = []
  /// Blocks whose answer is `on error`; each says so once.
  var failed: Set<Int> = []
  /// Blocks that edited a member name.
  var nameEditors: Set<Int> = []
  /// Patterns of the plan that the scans of a text found possible, ascending.
  var possible: [PatternID] = []
  /// The targets of one block among them.
  var targets: [Int] = []

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
    if !splits.isEmpty { splits.removeAll(keepingCapacity: true) }
    if !containers.isEmpty { findSplits(&frame) }
    var place = 0
    if everywhere.isEmpty {
      while place < work.count {
        let leaf = work[place].leaf
        takeBlocks(of: leaf, from: &place)
        redactLeaf(leaf, &frame, concealer, now: now, &decision)
      }
    } else {
      takeEverywhere()
      for index in frame.document.leaves.indices {
        let leaf = frame.document.leaves[index]
        if !work.isEmpty { takeBlocks(of: leaf, from: &place) }
        redactLeaf(leaf, &frame, concealer, now: now, &decision)
      }
    }
    finish(frame, &decision)
    if !failed.isEmpty { reportFailed(frame, &decision) }
  }

  private func reportFailed(_ frame: Frame, _ decision: inout Decision) {
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
