import WeirProject

/// A line on stderr that shows how far a command is, at most once a second.
///
/// On a terminal each line takes the place of the last; elsewhere lines are written where they are
/// asked for.
struct ProgressText {
  private let isShown: Bool
  private let isTerminal: Bool
  private var shownAt = Stopwatch.microseconds()
  private var isStanding = false

  private let pauseMicroseconds: Int64

  init(isAsked: Bool, pauseMicroseconds: Int64 = 1_000_000) {
    self.pauseMicroseconds = pauseMicroseconds
    isTerminal = Console.current.isErrorTerminal
    isShown = isAsked || isTerminal
  }

  mutating func show(_ text: @autoclosure () -> String) {
    guard isShown else { return }
    let now = Stopwatch.microseconds()
    guard now - shownAt >= pauseMicroseconds else { return }
    shownAt = now
    Console.current.error(isTerminal ? "\r\u{1B}[K" + text() : text() + "\n")
    isStanding = isTerminal
  }

  /// Clears the terminal's line for what is said next.
  mutating func clear() {
    if isStanding { Console.current.error("\r\u{1B}[K") }
    isStanding = false
  }
}
