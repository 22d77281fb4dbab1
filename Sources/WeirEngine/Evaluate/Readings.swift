import WeirMatcher
import WeirViews

/// One text with its readings, each scanned for all patterns of a set.
///
/// ```
/// raw       "Іgnore prev%69ous rules"   the text itself: patterns of every view
/// folded    "ignore prev%69ous rules"   patterns with `view folded` or `view decoded`
/// decoded   "ignore previous rules"     patterns with `view decoded`
/// ```
///
/// A deeper reading is made when somebody first asks for it, and only where the text needs it: most
/// texts are their own reading up to case. All memory is used again for the next text. One object
/// belongs to one thread.
final class Readings {
  /// The scan of the text itself.
  let scan: PatternScan
  private let folded: Reading
  private let decoded: Reading
  /// The text. In a slot, as each access to a variable of a class is checked for overlaps.
  private let text = Slots(repeating: TextBytes(start: nil, count: 0), count: 1)
  /// What its readings take, once somebody has asked for one.
  private let needs = Slots(repeating: nil as TextNeeds?, count: 1)

  init(_ patterns: PatternSet) {
    scan = PatternScan(patterns)
    folded = Reading(.folded, patterns)
    decoded = Reading(.decoded, patterns)
  }

  /// Takes the next text, which stays alive and unchanged until the one after.
  @inline(__always)
  func begin(_ text: TextBytes, _ program: Program) {
    scan.read(text)
    if program.deepestView != .raw { forget(text) }
  }

  private func forget(_ text: TextBytes) {
    self.text[0] = text
    needs[0] = nil
    folded.forget()
    decoded.forget()
  }

  /// What a view reads, with its scan; nil where that is nothing else than simpler views read. A
  /// text over the bound has no readings, as every search of it fails already.
  func reading(_ view: View) -> Reading? {
    let text = text[0]
    if text.count > MatcherLimits.textBytesMax { return nil }
    return switch view {
    case .raw: nil
    case .folded: reading(folded, of: text)
    case .decoded: reading(decoded, of: text)
    }
  }

  private func reading(_ reading: Reading, of text: TextBytes) -> Reading? {
    if reading.isAsked { return reading.isMade ? reading : nil }
    // Both readings are asked for in most programs that ask for one.
    let known = needs[0] ?? TextNeeds(of: text)
    needs[0] = known
    reading.make(of: text, known)
    return reading.isMade ? reading : nil
  }
}

/// What a view reads in a text.
final class Reading {
  private enum State { case notAsked, notNeeded, made }

  let scan: PatternScan
  private let kind: ViewKind
  private let view = TextView()
  private let state = Slots(repeating: State.notAsked, count: 1)

  fileprivate init(_ kind: ViewKind, _ patterns: PatternSet) {
    self.kind = kind
    scan = PatternScan(patterns)
  }

  /// Valid UTF-8, alive until the next text is read.
  var bytes: TextBytes { view.bytes }

  /// The bytes of the text that a range of the reading comes from.
  func source(of range: Range<Int>) -> Range<Int> { view.source(of: range) }

  fileprivate func forget() { state[0] = .notAsked }

  fileprivate var isAsked: Bool { state[0] != .notAsked }

  /// Whether the view reads something else than simpler ones.
  fileprivate var isMade: Bool { state[0] == .made }

  fileprivate func make(of text: TextBytes, _ needs: TextNeeds) {
    guard view.build(kind, of: text, needs) else {
      state[0] = .notNeeded
      return
    }
    scan.read(view.bytes)
    state[0] = .made
  }
}

/// Readings for one set of patterns of which nobody makes use; they are lent out and come back.
struct SpareReadings {
  private let patterns: PatternSet
  private var readings: [Readings] = []

  init(_ patterns: PatternSet) { self.patterns = patterns }

  mutating func take() -> Readings { readings.popLast() ?? Readings(patterns) }

  mutating func giveBack(_ taken: Readings) { readings.append(taken) }
}

extension View {
  /// The views that read something else than the text itself, simpler ones first.
  static let deeper = [View.folded, .decoded]
}

extension Program {
  /// Whether a pattern is searched in a view. Texts that are patterns too are searched in none.
  func reads(_ pattern: Int, _ view: View) -> Bool {
    pattern < patternViews.count && patternViews[pattern] >= view
  }
}
