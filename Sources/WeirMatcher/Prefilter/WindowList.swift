/// Windows of starts in memory that grows to a bound and is then used again and again.
struct WindowList: ~Copyable {
  // Invariant: the first `count` are initialized; both memories hold `capacity`.
  private(set) var windows: UnsafeMutablePointer<StartWindow>
  private(set) var count = 0
  private var capacity = 64
  /// What merging sorted runs needs.
  private var spare: UnsafeMutablePointer<StartWindow>

  /// Windows sorted one by one into their places, before sorted runs are merged.
  private static let runLength = 16

  init() {
    windows = .allocate(capacity: capacity)
    spare = .allocate(capacity: capacity)
  }

  deinit {
    windows.deallocate()
    spare.deallocate()
  }

  subscript(index: Int) -> StartWindow {
    get { windows[index] }
    set { windows[index] = newValue }
  }

  mutating func removeAll() { count = 0 }

  mutating func append(_ window: StartWindow) {
    if count == capacity { grow() }
    windows[count] = window
    count += 1
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<StartWindow>.allocate(capacity: 2 * capacity)
    larger.update(from: windows, count: count)
    windows.deallocate()
    spare.deallocate()
    windows = larger
    capacity *= 2
    spare = .allocate(capacity: capacity)
  }

  /// Keeps the first of each row of windows that can be joined, joined with the others.
  mutating func merge(isMerged: Bool, _ joins: (StartWindow, StartWindow) -> Bool) {
    if count < 2 { return }
    var kept = 0
    for index in 1..<count {
      if joins(windows[kept], windows[index]) {
        windows[kept] = windows[kept].joined(windows[index], isMerged: isMerged)
      } else {
        kept += 1
        windows[kept] = windows[index]
      }
    }
    count = kept + 1
  }

  /// Merge sort from runs that are put in order in place; four parts of a text, each in order,
  /// are what comes.
  mutating func sort() {
    var start = 0
    while start < count {
      insertEach(in: start..<min(start + Self.runLength, count))
      start += Self.runLength
    }
    var length = Self.runLength
    while length < count {
      var start = 0
      while start + length < count {
        mergeRuns(start, start + length, min(start + 2 * length, count))
        start += 2 * length
      }
      length *= 2
    }
  }

  private func insertEach(in range: Range<Int>) {
    for index in range.dropFirst() {
      let window = windows[index]
      var place = index
      while place > range.lowerBound, windows[place - 1].bits > window.bits {
        windows[place] = windows[place - 1]
        place -= 1
      }
      windows[place] = window
    }
  }

  /// Makes one sorted run of two neighbours.
  private func mergeRuns(_ start: Int, _ middle: Int, _ end: Int) {
    if windows[middle - 1].bits <= windows[middle].bits { return }
    let left = middle - start
    spare.update(from: windows + start, count: left)
    var (taken, right, place) = (0, middle, start)
    while taken < left {
      if right < end, windows[right].bits < spare[taken].bits {
        windows[place] = windows[right]
        right += 1
      } else {
        windows[place] = spare[taken]
        taken += 1
      }
      place += 1
    }
  }
}
