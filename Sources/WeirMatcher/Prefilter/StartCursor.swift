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
  /// What is left of them; they belong to the ``TextScan``.
  private var window: UnsafePointer<StartWindow>?
  private var left: Int
  private let isEverywhere: Bool
  private let run: RunStart

  static var everywhere: StartCursor { StartCursor() }

  private init() {
    window = nil
    left = 0
    isEverywhere = true
    run = .every
  }

  init(_ windows: UnsafeBufferPointer<StartWindow>, _ run: RunStart) {
    window = windows.baseAddress
    left = windows.count
    isEverywhere = false
    self.run = run
  }

  private var current: StartWindow? { left > 0 ? window?.pointee : nil }

  private mutating func advance() {
    window = window?.successor()
    left -= 1
  }

  /// The starts to try next, from `resume` on; `nil` if there are none left.
  mutating func next(from resume: Int, in text: UnsafeBufferPointer<UInt8>) -> StartRange? {
    if isEverywhere {
      // An empty text holds no match, as no pattern matches empty.
      return resume < text.count
        ? StartRange(first: resume, last: text.count, resume: text.count) : nil
    }
    while let current {
      let first = aligned(max(resume, current.first), from: resume, in: text)
      if first <= current.last, first < text.count {
        let last = beyondLineEnd(current.last, in: text)
        let whole = StartRange(first: first, last: last, resume: last + 1)
        if current.isMerged { return whole }
        switch run {
        case .every: return whole
        case .first: return StartRange(first: first, last: first, resume: whole.resume)
        case .firstAtBoundary: if let start = Self.boundary(in: whole, of: text) { return start }
        }
      }
      advance()
    }
    return nil
  }

  /// The first place from `index` on where PCRE2 would try a match on its way from `resume`.
  private func aligned(
    _ index: Int, from resume: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var first = index
    while first < text.count, text[first] & 0xC0 == 0x80 { first += 1 }
    // Where a pattern can match at line starts only, PCRE2 passes over the LF of a CR LF.
    let isInsideLineEnd =
      first > resume && first < text.count && text[first] == 10 && text[first - 1] == 13
    return isInsideLineEnd && run == .every ? first - 1 : first
  }

  /// Where a search may stop: not at the LF of a CR LF, as PCRE2 would take the CR before it for a
  /// line end of its own.
  private func beyondLineEnd(_ index: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    guard index > 0, index < text.count else { return index }
    let isInsideLineEnd = text[index] == 10 && text[index - 1] == 13
    return isInsideLineEnd && run == .every ? index + 1 : index
  }

  /// The first start at a word boundary; `nil` where no match can begin.
  private static func boundary(
    in range: StartRange, of text: UnsafeBufferPointer<UInt8>
  ) -> StartRange? {
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

  /// Whether `index` is among the starts that will be tried at most. Asked in ascending order.
  mutating func includes(_ index: Int) -> Bool {
    guard let start = nextStart(from: index) else { return false }
    return start == index
  }

  /// The first of those starts from `index` on. Asked in ascending order.
  mutating func nextStart(from index: Int) -> Int? {
    if isEverywhere { return index }
    while let current {
      if index <= current.first { return current.first }
      if index <= current.last, triesAll(of: current) { return index }
      advance()
    }
    return nil
  }

  private func triesAll(of window: StartWindow) -> Bool { run == .every || window.isMerged }

  /// Whether there are no more than so many of them.
  func hasAtMost(_ count: Int) -> Bool {
    if isEverywhere { return false }
    var count = count
    for index in 0..<left {
      guard let window = window?[index] else { return true }
      count -= triesAll(of: window) ? window.last - window.first + 1 : 1
      if count < 0 { return false }
    }
    return true
  }
}
