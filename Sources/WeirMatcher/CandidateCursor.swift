/// Walks over the candidates of one pattern in one text, in order, without allocating.
///
/// ```
/// loop: while true {
///   switch cursor.next() {
///   case .found(let match): if !holds(match) { cursor.reject() }
///   case .notFound: break loop
///   case .failure(let failure): …                    // undecided, not "no match"
///   }
/// }
/// ```
///
/// A candidate that `near` doesn't believe is skipped inside. After ``next()`` the
/// candidate counts as accepted and the search goes on at its end; ``reject()`` makes it go on
/// one character after the candidate's start instead.
///
/// Work is bounded: the candidates of one text may cost `workPerTextMax` bytes in all, their own
/// and those read by `near`; then the scan is a failure. A failure is final.
public struct CandidateCursor: ~Copyable {
  private let facts: PatternFacts
  /// Keeps the pattern alive where no set does.
  private let owner: CompiledPattern?
  private let text: UnsafeBufferPointer<UInt8>
  private let scratch: MatchScratch
  private let stepsMax: UInt32
  private var starts: StartCursor
  private var resume = 0
  private var last: TextMatch?
  private var workLeft = MatcherLimits.workPerTextMax
  private var failure: MatchFailure?

  /// A cursor at the start of `text`, which is valid UTF-8 and outlives the cursor.
  public init(
    _ pattern: CompiledPattern, in text: UnsafeBufferPointer<UInt8>, scratch: MatchScratch,
    textBytesMax: Int = MatcherLimits.textBytesMax
  ) {
    self.init(
      PatternFacts(pattern), owner: pattern, in: text, starts: .everywhere, scratch: scratch,
      textBytesMax: textBytesMax)
  }

  /// - Parameter owner: May be `nil` where the pattern outlives the cursor anyway.
  init(
    _ facts: PatternFacts, owner: CompiledPattern? = nil, in text: UnsafeBufferPointer<UInt8>,
    starts: StartCursor, scratch: MatchScratch, textBytesMax: Int = MatcherLimits.textBytesMax
  ) {
    self.facts = facts
    self.owner = owner
    self.text = text
    self.starts = starts
    self.scratch = scratch
    stepsMax = facts.stepsMax(textBytes: text.count)
    if text.count > textBytesMax {
      failure = .textTooLong(bytes: text.count)
    } else if !facts.isAffordable(in: text, starts) {
      failure = .workLimit
    }
  }

  /// The next candidate that `near` believes.
  public mutating func next() -> SearchOutcome {
    last = nil
    while failure == nil {
      guard let range = starts.next(from: resume, in: text) else { return .notFound }
      switch scratch.search(
        facts.code, valueGroup: facts.valueGroup, in: text, range, stepsMax: stepsMax)
      {
      case .notFound:
        resume = range.resume
      case .failure(let reason):
        failure = reason
      case .found(let span):
        let match = TextMatch(
          start: span.start, end: span.end, wholeStart: span.wholeStart,
          wholeEnd: span.wholeEnd, view: facts.view)
        spend(on: match)
        if failure == nil, facts.accepts(match, in: text) { return accepted(match) }
        skip(match)
      }
    }
    return failure.map { .failure($0) } ?? .notFound
  }

  /// Turns down the candidate that ``next()`` just gave; does nothing without one.
  public mutating func reject() {
    guard let match = last else { return }
    last = nil
    skip(match)
  }

  private mutating func accepted(_ match: TextMatch) -> SearchOutcome {
    last = match
    resume = max(match.wholeEnd, match.wholeStart + 1)
    return .found(match)
  }

  private mutating func skip(_ match: TextMatch) {
    resume = match.wholeStart + UTF8Scalars.length(of: text[match.wholeStart])
  }

  private mutating func spend(on match: TextMatch) {
    workLeft -= match.wholeEnd - match.wholeStart + facts.nearWork
    if workLeft < 0 { failure = .workLimit }
  }
}
