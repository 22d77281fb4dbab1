import WeirProject

/// All that is to be written of a run of judged lines, in the order of the lines.
///
/// Invariant: a line's records are here when its message is.
struct BatchRecords: ~Copyable {
  /// Records of the decision log, end to end and without their tags.
  var audit = JSONBytes()
  /// Where each of them ends.
  var auditEnds: [Int] = []
  var held = JSONBytes()
  var rejected = JSONBytes()
  var output = JSONBytes()
  /// The input lines whose bytes are in `output`.
  var outputLines: [Int] = []
  var tally = FilterTally()

  /// Whether it is time to write, before the next line.
  var isFull: Bool {
    output.buffer.count >= FilterLimits.writeBytes || tally.lines >= FilterLimits.batchLines
  }

  /// Forgets what was written, and keeps the memory.
  mutating func clear() {
    audit.clear()
    auditEnds.removeAll(keepingCapacity: true)
    held.clear()
    rejected.clear()
    output.clear()
    outputLines.removeAll(keepingCapacity: true)
    tally = FilterTally()
  }
}
