/// Where the next search may find the start of a match: both ends are byte offsets.
struct StartRange {
  var first: Int
  /// The last offset a match may begin at.
  var last: Int
  /// Where to go on if there is no match.
  var resume: Int
}

/// Walks along the windows in which a pattern's matches can begin.
struct StartCursor {
  /// `nil` is everywhere.
  private let windows: [StartWindow]?
  private var window = 0
  private var windowsEnd = 0
  private let run: LeadingRun?

  static var everywhere: StartCursor { StartCursor() }

  private init() {
    windows = nil
    run = nil
  }

  init(_ starts: StartList, _ pattern: Int, _ run: LeadingRun?) {
    let range = starts.windows(of: pattern)
    windows = starts.windows
    window = range.lowerBound
    windowsEnd = range.upperBound
    self.run = run
  }

  /// The starts to try next, from `resume` on; `nil` if there are none left.
  mutating func next(from resume: Int, in text: UnsafeBufferPointer<UInt8>) -> StartRange? {
    guard let windows else {
      // An empty text holds no match, as no pattern matches empty.
      return resume < text.count
        ? StartRange(first: resume, last: text.count, resume: text.count) : nil
    }
    while window < windowsEnd {
      let current = windows[window]
      let first = Self.aligned(max(resume, current.first), from: resume, in: text)
      if first <= current.last, first < text.count {
        let whole = StartRange(first: first, last: current.last, resume: current.last + 1)
        guard let run, run.isDecidedByFirst, !current.isMerged else { return whole }
        if let single = run.legalStart(in: whole, of: text) { return single }
      }
      window += 1
    }
    return nil
  }

  /// The first place from `index` on where PCRE2 would try a match on its way from `resume`.
  private static func aligned(
    _ index: Int, from resume: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var first = index
    while first < text.count, text[first] & 0xC0 == 0x80 { first += 1 }
    // After a failure at CR, PCRE2 passes over the LF of the same line end.
    let isInsideLineEnd =
      first > resume && first < text.count && text[first] == 10 && text[first - 1] == 13
    return isInsideLineEnd ? first - 1 : first
  }

  /// Whether `index` is among the starts that will be tried at most. Asked in ascending order.
  mutating func includes(_ index: Int) -> Bool {
    guard let windows else { return true }
    while window < windowsEnd, windows[window].last < index { window += 1 }
    guard window < windowsEnd else { return false }
    let current = windows[window]
    if let run, run.isDecidedByFirst, !current.isMerged { return index == current.first }
    return current.first <= index
  }
}

extension LeadingRun {
  /// The one start of a run that has to be tried; `nil` where none can begin a match.
  func legalStart(in range: StartRange, of text: UnsafeBufferPointer<UInt8>) -> StartRange? {
    guard asksForBoundary else {
      return StartRange(first: range.first, last: range.first, resume: range.resume)
    }
    for index in range.first...range.last {
      guard index > 0, text[index - 1] < 0x80 else {
        // What PCRE2 makes of a character outside ASCII is its own to say: so if there is no
        // match here, that decides nothing about the next start.
        let resume = index == 0 ? range.resume : index + 1
        guard index > 0 || UTF8Scalars.isWord(UInt32(text[index])) else { continue }
        return StartRange(first: index, last: index, resume: resume)
      }
      if UTF8Scalars.isWord(UInt32(text[index - 1])) != UTF8Scalars.isWord(UInt32(text[index])) {
        return StartRange(first: index, last: index, resume: range.resume)
      }
    }
    return nil
  }
}
