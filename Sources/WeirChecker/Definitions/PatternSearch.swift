import WeirMatcher
import WeirSyntax
import WeirViews

/// Looks for the set's patterns in constant texts. Meant for proofs: what can't be decided here
/// counts as found.
final class PatternSearch {
  private let patterns: [CheckedPattern]
  private var compiled: [PatternID: CompiledPattern] = [:]
  // Each pattern is searched for in a few short texts.
  private let scratch = MatchScratch(makesMachineCode: false)

  init(_ patterns: [CheckedPattern]) { self.patterns = patterns }

  /// Whether the pattern may match somewhere in `text`. Its `near` counts as satisfied: the words
  /// may stand in whatever surrounds the text.
  func mayMatch(_ id: PatternID, in text: String) -> Bool { search(id, in: text) ?? true }

  /// Nil where that is not known.
  func search(_ id: PatternID, in text: String) -> Bool? {
    guard let pattern = compiledPattern(id) else { return nil }
    var text = text
    return text.withUTF8 { bytes in
      var answer = search(pattern, id, in: bytes)
      for kind in ViewKind.kinds(to: pattern.view) where answer != true {
        let reading = TextView()
        guard reading.build(kind, of: bytes) else { continue }
        let deeper = search(pattern, id, in: reading.bytes)
        if deeper != false { answer = deeper }
      }
      return answer
    }
  }

  private func search(
    _ pattern: CompiledPattern, _ id: PatternID, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool? {
    var cursor = CandidateCursor(pattern, in: bytes, scratch: scratch)
    var isUndecided = false
    while true {
      switch cursor.next() {
      case .notFound: return isUndecided ? nil : false
      case .failure: return nil
      case .found(let match):
        let value = String(decoding: bytes[match.start..<match.end], as: UTF8.self)
        switch conditionsHold(id, for: value) {
        case true?: return true
        case nil: isUndecided = true
        case false?: break
        }
        cursor.reject()
      }
    }
  }

  func hasNear(_ id: PatternID) -> Bool { patterns[id].near != nil }

  private func conditionsHold(_ id: PatternID, for value: String) -> Bool? {
    let known = MatchedText(value, self)
    let truths = patterns[id].conditions.map(known.truth)
    if truths.contains(false) { return false }
    return truths.contains(nil) ? nil : true
  }

  private func compiledPattern(_ id: PatternID) -> CompiledPattern? {
    if let known = compiled[id] { return known }
    let pattern = patterns[id]
    let inspected = pattern.inspected
    let made = try? CompiledPattern(
      PatternSource(name: pattern.name, regex: inspected.source, inspected: inspected))
    compiled[id] = made
    return made
  }
}

extension ViewKind {
  /// The readings in which a pattern of a view is searched beside the text itself.
  fileprivate static func kinds(to view: View) -> [ViewKind] {
    switch view {
    case .raw: []
    case .folded: [.folded]
    case .decoded: [.folded, .decoded]
    }
  }
}
