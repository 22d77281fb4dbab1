/// The windows of starts that one scan of one text found, and the patterns they belong to.
struct StartList {
  private(set) var candidates: [Int] = []
  /// Sorted, and separate within a pattern.
  private(set) var windows: [StartWindow] = []
  private var windowsMax = 0
  /// For each pattern the number of the last scan in which its presence literal was found.
  private var seen: [UInt32] = []
  /// For each pattern the number of the last scan in which it was a candidate.
  private var chosen: [UInt32] = []
  private var number: UInt32 = 0
  private var prefilter: Prefilter?

  /// Windows of one text before neighbours are merged.
  private static let windowsLeast = 16_384

  func canMatch(_ pattern: Int) -> Bool {
    pattern < chosen.count && chosen[pattern] == number && number != 0
  }

  /// Forgets the last text.
  mutating func begin(_ prefilter: Prefilter) {
    if number == .max || self.prefilter !== prefilter {
      let patterns = prefilter.plans.count
      seen = [UInt32](repeating: 0, count: patterns)
      chosen = seen
      number = 0
      windowsMax = max(Self.windowsLeast, 2 * patterns)
      self.prefilter = prefilter
    }
    number += 1
    windows.removeAll(keepingCapacity: true)
    candidates.removeAll(keepingCapacity: true)
  }

  /// Takes a hit whose last byte stands before `end`.
  mutating func note(_ probe: Probe, in text: UnsafeBufferPointer<UInt8>, endingAt end: Int) {
    switch probe.meaning {
    case .bytesBefore(let least, let most): add(probe.pattern, max(0, end - most), end - least)
    case .charactersBefore(let count):
      guard let start = Self.start(in: text, ofLast: count, before: end) else { return }
      add(probe.pattern, start, start)
    case .anywhereBefore(let least): add(probe.pattern, 0, end - least)
    case .runBefore(let bytes):
      guard let run = prefilter?.plans[probe.pattern].run else { return }
      let start = run.start(in: text, endingAt: end - bytes)
      if start < end - bytes { add(probe.pattern, start, end - bytes - 1) }
    case .presence: seen[probe.pattern] = number
    }
  }

  /// Where the last `count` characters begin, if `end` stands just after a character's first byte.
  private static func start(
    in text: UnsafeBufferPointer<UInt8>, ofLast count: Int, before end: Int
  ) -> Int? {
    var start = end - 1
    guard text[start] & 0xC0 != 0x80 else { return nil }
    for _ in 1..<count { start = UTF8Scalars.start(text, before: start) }
    return start
  }

  /// Adds a window of starts. One that only grows the last is not a new one.
  mutating func add(_ pattern: Int, _ first: Int, _ last: Int) {
    guard first <= last else { return }
    let window = StartWindow(pattern: pattern, first: first, last: last)
    if let before = windows.last, before.first <= first, before.overlaps(window) {
      windows[windows.count - 1] = before.joined(window, isMerged: false)
    } else {
      windows.append(window)
      if windows.count >= windowsMax { makeRoom() }
    }
  }

  /// Drops the patterns that lack what has to be in the text, too.
  mutating func dropAbsent(_ needsPresence: [Bool]) {
    let (seen, number) = (seen, number)
    windows.removeAll { needsPresence[$0.pattern] && seen[$0.pattern] != number }
  }

  /// Sorts the windows and names the candidates.
  mutating func finish() {
    order()
    for window in windows where candidates.last != window.pattern {
      candidates.append(window.pattern)
      chosen[window.pattern] = number
    }
  }

  private mutating func order() {
    guard windows.count > 1 else { return }
    windows.sort { $0.bits < $1.bits }
    merge { $0.overlaps($1) }
  }

  /// Makes neighbours one where they lie within `reach` bytes, which doubles until half the room
  /// is free. A window may always be larger than it need be: PCRE2 looks at the starts again.
  private mutating func makeRoom() {
    order()
    var reach = 64
    while windows.count > windowsMax / 2, reach < 1 << 21 {
      merge(isMerged: true) { $0.pattern == $1.pattern && $1.last - $0.first <= reach }
      reach *= 2
    }
  }

  private mutating func merge(isMerged: Bool = false, _ joins: (StartWindow, StartWindow) -> Bool) {
    var kept = 0
    for index in windows.indices.dropFirst() {
      if joins(windows[kept], windows[index]) {
        windows[kept] = windows[kept].joined(windows[index], isMerged: isMerged)
      } else {
        kept += 1
        windows[kept] = windows[index]
      }
    }
    windows.removeLast(windows.count - kept - 1)
  }

  /// Where the windows of a pattern stand.
  func windows(of pattern: Int) -> Range<Int> {
    let start = firstWindow { $0.pattern >= pattern }
    var end = start
    while end < windows.count, windows[end].pattern == pattern { end += 1 }
    return start..<end
  }

  private func firstWindow(_ isAtOrAfter: (StartWindow) -> Bool) -> Int {
    var (low, high) = (0, windows.count)
    while low < high {
      let middle = (low + high) / 2
      if isAtOrAfter(windows[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
