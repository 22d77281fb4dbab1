/// The patterns of a policy set, compiled. Immutable and shared by threads.
public final class PatternSet: @unchecked Sendable {
  /// The patterns, in the order they were given; a pattern's place is its id.
  public let patterns: [CompiledPattern]
  let prefilter: Prefilter
  // Invariant: one entry a pattern, written by init and freed by deinit.
  private let facts: UnsafeMutablePointer<PatternFacts>

  /// Compiles the patterns in order and stops at the first that can't be used.
  public convenience init(_ sources: [PatternSource]) throws(PatternSetError) {
    try self.init(sources, bounds: StartGroup.Bounds())
  }

  init(_ sources: [PatternSource], bounds: StartGroup.Bounds) throws(PatternSetError) {
    var patterns: [CompiledPattern] = []
    var searched: [Prefilter.Searched] = []
    patterns.reserveCapacity(sources.count)
    for (index, source) in sources.enumerated() {
      var source = source
      let regex = source.inspected ?? InspectedRegex(source.regex)
      source.inspected = regex
      searched.append(.init(regex: regex, near: source.near, isWanted: source.isWanted))
      do throws(PatternError) {
        patterns.append(try CompiledPattern(source))
      } catch {
        throw PatternSetError(index: index, name: source.name, error: error)
      }
    }
    self.patterns = patterns
    prefilter = Prefilter(searched, bounds: bounds)
    facts = .allocate(capacity: patterns.count)
    for (index, pattern) in patterns.enumerated() {
      var facts = PatternFacts(pattern)
      facts.run = RunStart(prefilter.plans[index].run)
      (self.facts + index).initialize(to: facts)
    }
  }

  deinit { facts.deallocate() }

  public var count: Int { patterns.count }

  /// Finds which patterns can match in a text, and where; then ask ``candidates(of:in:scan:scratch:)``.
  ///
  /// Linear in the text, nearly independent of the number of patterns.
  ///
  /// - Parameter text: Valid UTF-8. Of one beyond `textBytesMax` every pattern is a candidate,
  ///   and a failure.
  public func scan(_ text: UnsafeBufferPointer<UInt8>, into result: TextScan) {
    prefilter.scan(text, into: &result.memory.pointee)
  }

  /// A cursor over the candidates of one pattern, searched for only where `scan` found that the
  /// pattern can begin; the same candidates as without.
  ///
  /// - Parameters:
  ///   - text: The text that was scanned last into `scan`; it stays alive while the cursor is
  ///     used, and so do the set and `scan`, unchanged.
  public func candidates(
    of pattern: Int, in text: UnsafeBufferPointer<UInt8>, scan: TextScan, scratch: MatchScratch
  ) -> CandidateCursor {
    precondition(pattern >= 0 && pattern < count, "the pattern is one of the set")
    let facts = facts[pattern]
    let starts = StartCursor(scan.memory.pointee.windows(of: pattern), facts.run)
    return CandidateCursor(facts, in: text, starts: starts, scratch: scratch)
  }

  /// A cursor over the candidates of one pattern, searched for everywhere; see
  /// ``CandidateCursor``.
  ///
  /// - Parameter text: Valid UTF-8 that stays alive while the cursor is used.
  public func candidates(
    of pattern: Int, in text: UnsafeBufferPointer<UInt8>, scratch: MatchScratch
  ) -> CandidateCursor {
    CandidateCursor(patterns[pattern], in: text, scratch: scratch)
  }

  /// The first match of one pattern in valid UTF-8.
  public func firstMatch(
    of pattern: Int, in text: UnsafeBufferPointer<UInt8>, scratch: MatchScratch
  ) -> SearchOutcome {
    var cursor = candidates(of: pattern, in: text, scratch: scratch)
    return cursor.next()
  }

  /// Appends the matches of one pattern in valid UTF-8, in order and non-overlapping.
  ///
  /// - Parameter limit: How many to append at most; `nil` for all. Matches that were found
  ///   before a failure stay in the list.
  public func appendMatches(
    of pattern: Int, in text: UnsafeBufferPointer<UInt8>, to matches: inout [TextMatch],
    limit: Int? = nil, scratch: MatchScratch
  ) -> ScanStatus {
    var cursor = candidates(of: pattern, in: text, scratch: scratch)
    var room = limit ?? Int.max
    while room > 0 {
      switch cursor.next() {
      case .notFound: return .complete
      case .failure(let failure): return .failure(failure)
      case .found(let match): matches.append(match)
      }
      room -= 1
    }
    return .limitReached
  }
}
