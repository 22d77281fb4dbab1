import WeirMatcher
import WeirViews

/// One text with its readings, each scanned for all patterns of the program.
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
  let scan = TextScan()
  private var text = TextBytes(start: nil, count: 0)
  private var folded: Reading?
  private var decoded: Reading?

  /// Takes the next text, which stays alive and unchanged until the one after.
  @inline(__always)
  func begin(_ text: TextBytes, _ program: Program) {
    program.patterns.scan(text, into: scan)
    if program.deepestView != .raw { forget(text) }
  }

  private func forget(_ text: TextBytes) {
    self.text = text
    folded?.state = .notAsked
    decoded?.state = .notAsked
  }

  /// What a view reads, with its scan; nil where that is nothing else than simpler views read. A
  /// text over the bound has no readings, as every search of it fails already.
  func reading(_ view: View, _ program: Program) -> Reading? {
    if text.count > MatcherLimits.textBytesMax { return nil }
    return switch view {
    case .raw: nil
    case .folded: made(&folded, .folded, program)
    case .decoded: made(&decoded, .decoded, program)
    }
  }

  private func made(
    _ reading: inout Reading?, _ kind: ViewKind, _ program: Program
  ) -> Reading? {
    let known = reading ?? Reading()
    reading = known
    if known.state == .notAsked { known.make(kind, of: text, program) }
    return known.state == .made ? known : nil
  }
}

/// What a view reads in a text.
final class Reading {
  enum State { case notAsked, notNeeded, made }

  let scan = TextScan()
  fileprivate var state = State.notAsked
  private let view = TextView()

  /// Valid UTF-8, alive until the next text is read.
  var bytes: TextBytes { view.bytes }

  /// The bytes of the text that a range of the reading comes from.
  func source(of range: Range<Int>) -> Range<Int> { view.source(of: range) }

  fileprivate func make(_ kind: ViewKind, of text: TextBytes, _ program: Program) {
    guard view.build(kind, of: text) else {
      state = .notNeeded
      return
    }
    program.patterns.scan(view.bytes, into: scan)
    state = .made
  }
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
