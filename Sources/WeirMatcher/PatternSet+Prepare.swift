extension PatternSet {
  /// Makes now what the first search of a pattern would make, its tables and machine code: up to
  /// some milliseconds of work that is no message's. Any thread, any time, and for nothing where it
  /// was done before.
  public func prepare(_ pattern: Int) {
    precondition(pattern >= 0 && pattern < count, "the pattern is one of the set")
    _ = prefilter.checks[pattern].tables
    _ = patterns[pattern].isMachineCode
  }
}
