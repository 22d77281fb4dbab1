import WeirProject

/// The line that shows how far the filter is, at most once a second.
struct ProgressLine {
  private let kind: FilterSettings.Progress
  private let start: Int64
  private var shownAt: Int64
  private var shownLines = 0
  private var isShowing = false

  init(_ kind: FilterSettings.Progress, now: Int64) {
    self.kind = kind
    start = now
    shownAt = now
  }

  /// The moment after which ``update(_:now:say:)`` has something to show.
  var due: Int64? {
    switch kind {
    case .off: nil
    case .lines: shownAt + FilterLimits.progressMicroseconds
    case .terminal:
      max(
        shownAt + FilterLimits.progressMicroseconds, start + FilterLimits.progressDelayMicroseconds)
    }
  }

  mutating func update(_ tally: FilterTally, now: Int64, say: (String) -> Void) {
    guard let due, now >= due else { return }
    let elapsed = max(1, now - shownAt)
    let rate = Int(Double(tally.lines - shownLines) * 1_000_000 / Double(elapsed))
    let text =
      "weir: \(Wording.plural(tally.lines, "line")), \(Wording.count(rate)) a second: "
      + "\(Wording.count(tally.passed)) passed, \(Wording.count(tally.held)) held, "
      + "\(Wording.count(tally.denied)) denied, \(Wording.count(tally.redacted)) redacted, "
      + "\(Wording.count(tally.malformed)) malformed"
    // On a terminal each line takes the place of the last.
    say(kind == .terminal ? "\r\u{1B}[K" + text : text + "\n")
    isShowing = kind == .terminal
    shownAt = now
    shownLines = tally.lines
  }

  /// Clears the terminal's line for what is said next.
  mutating func clear(say: (String) -> Void) {
    if isShowing { say("\r\u{1B}[K") }
    isShowing = false
  }
}
