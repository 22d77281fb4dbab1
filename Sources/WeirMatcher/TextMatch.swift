/// Where a pattern was found. Offsets are half-open and count UTF-8 bytes of the searched text.
public struct TextMatch: Hashable, Sendable {
  /// The value: what the group named `value` caught, or the whole.
  public var start: Int
  public var end: Int
  /// Everything the pattern matched.
  public var wholeStart: Int
  public var wholeEnd: Int
  public var view: View

  public init(start: Int, end: Int, wholeStart: Int, wholeEnd: Int, view: View) {
    self.start = start
    self.end = end
    self.wholeStart = wholeStart
    self.wholeEnd = wholeEnd
    self.view = view
  }
}
