import WeirEngine
import WeirProject

/// The names that records hold, written as JSON once: a record copies them by their place.
///
///     {"policy":"a","rule":"a      the beginning of what a rule said; `"` or `:2"` follows
///     |   policy   |
///     "pattern":"email"            the member of a finding
final class RecordNames: Sendable {
  private struct Row {
    var start: Int
    /// Where the policy's member ends.
    var policyEnd: Int
    var end: Int
  }

  private let bytes: [UInt8]
  private let policies: [Row]
  private let patterns: [Range<Int>]

  init(policies policyNames: [String], patterns patternNames: [String]) {
    var text = JSONBytes()
    var policies: [Row] = []
    var patterns: [Range<Int>] = []
    for name in policyNames {
      let start = text.buffer.count
      text.open("{")
      text.member("policy", name)
      let policyEnd = text.buffer.count
      text.name("rule")
      text.beginText()
      text.partly(text: name)
      policies.append(Row(start: start, policyEnd: policyEnd, end: text.buffer.count))
      text.startsAnew()
    }
    for name in patternNames {
      let start = text.buffer.count
      text.member("pattern", name)
      patterns.append(start..<text.buffer.count)
      text.startsAnew()
    }
    bytes = text.bytes
    self.policies = policies
    self.patterns = patterns
  }

  /// Begins an object with the policy's name.
  @inline(__always)
  func openPolicy(_ policy: Int, _ text: inout JSONBytes) {
    let row = policies[policy]
    append(row.start..<row.policyEnd, &text)
  }

  /// Begins an object with the policy's name and the rule's: `prompt_injection:2`; of a policy as a
  /// whole its own.
  func openRule(_ policy: Int, _ clause: Int, _ text: inout JSONBytes) {
    let row = policies[policy]
    append(row.start..<row.end, &text)
    end(clause, &text)
  }

  /// A rule's name as an element.
  func rule(_ policy: Int, _ clause: Int, _ text: inout JSONBytes) {
    let row = policies[policy]
    append(row.policyEnd + Self.ruleCount..<row.end, &text)
    end(clause, &text)
  }

  /// Bytes of `,"rule":`.
  private static let ruleCount = 8

  /// The member with a pattern's name.
  func pattern(_ pattern: Int, _ text: inout JSONBytes) { append(patterns[pattern], &text) }

  private func end(_ clause: Int, _ text: inout JSONBytes) {
    if clause > 0 {
      text.partly(":")
      text.partly(decimal: clause)
    }
    text.endText()
  }

  @inline(__always)
  private func append(_ range: Range<Int>, _ text: inout JSONBytes) {
    bytes.withUnsafeBufferPointer { text.part(UnsafeBufferPointer(rebasing: $0[range])) }
  }
}
