/// Starts that come from the last to the first, put together to windows where they are neighbours.
struct FoundStarts {
  /// The one that is not closed yet.
  private(set) var window: ClosedRange<Int>?

  /// Bytes from one start to the next that is still a neighbour: one character.
  private static let reach = 4

  /// Takes the next start; returns the window that it closes.
  mutating func take(_ start: Int) -> ClosedRange<Int>? {
    if let open = window, open.lowerBound - start <= Self.reach {
      window = start...open.upperBound
      return nil
    }
    defer { window = start...start }
    return window
  }
}
