import CIntrinsics

/// The windows of starts that one scan of one text found, and the patterns they belong to.
struct StartList: ~Copyable {
  /// Sorted, and separate within a pattern.
  private var windows = WindowList()
  private var windowsMax = 0
  /// For each pattern of the prefilter.
  private var marks: UnsafeMutablePointer<Marks>
  private var chosen: UnsafeMutablePointer<Int>
  private var chosenCount = 0
  private var number: UInt32 = 0
  private var patternCount = 0
  /// What the marks are for: kept alive, so that no other can take its place unnoticed.
  private var prefilter: Prefilter?
  private var checks: UnsafeMutablePointer<StartCheck>?
  private var groups = UnsafeMutableBufferPointer<StartGroup>(start: nil, count: 0)
  private var classGroups = 0
  private var startNeeds: StartNeeds?
  private var groupScan: UnsafeMutablePointer<GroupScan>?
  private let groupScratch: UnsafeMutablePointer<GroupScratch>
  /// Starts that the group was asked about, by their last bits, each with the number of its scan.
  private let asked: UnsafeMutablePointer<UInt64>
  private var needsPresence: UnsafePointer<Bool>?
  /// Literals that were found, looked at once the scan is done: their tables are cold, and to wait for them in
  /// its midst takes longer. By then it is known what else the text has, too.
  private let kept: UnsafeMutablePointer<KeptHit>
  private var keptCount = 0
  /// Bytes that checks of starts may still read in this text.
  private var stepsLeft = 0
  private var name: ObjectIdentifier?

  /// The numbers of the last scans that said something about a pattern.
  private struct Marks {
    /// Its presence literal was found.
    var presence: UInt32 = 0
    /// It was a candidate, and its first window and the place after its last.
    var candidate: UInt32 = 0
    var first: Int32 = 0
    var end: Int32 = 0
  }

  private struct KeptHit {
    /// Of the table, which the prefilter keeps alive.
    var probe: UnsafePointer<Probe>
    var end: Int
  }

  /// Windows of one text before neighbours are merged.
  static let windowsLeast = 65_536
  /// Bytes that checks may read for each byte of the text, for a text of any length, and for one
  /// hit. What is beyond counts as a possible start.
  private static let stepsPerByte = 24
  private static let stepsLeast = 8_192
  private static let stepsPerHit = 512
  /// What a group may read from the text's start: often a loop to the end of all but long texts.
  private static let stepsPerText = 4_096
  /// What a group may read from any start. It is not counted, so that nothing depends on which
  /// starts it was asked about in vain.
  private static let stepsPerStartLeast = GroupScan.ageMax
  private static let askedCount = 64
  private static let keptMax = 256

  init() {
    groupScratch = .allocate(capacity: 1)
    groupScratch.initialize(to: GroupScratch(members: 0))
    asked = .allocate(capacity: Self.askedCount)
    asked.initialize(repeating: 0, count: Self.askedCount)
    kept = .allocate(capacity: Self.keptMax)
    marks = .allocate(capacity: 0)
    chosen = .allocate(capacity: 0)
  }

  deinit {
    kept.deallocate()
    marks.deallocate()
    chosen.deallocate()
    asked.deallocate()
    groupScratch.deinitialize(count: 1)
    groupScratch.deallocate()
  }

  var windowCount: Int { windows.count }

  /// Patterns with a window, ascending.
  var candidates: UnsafeBufferPointer<Int> {
    UnsafeBufferPointer(start: chosen, count: chosenCount)
  }

  func canMatch(_ pattern: Int) -> Bool {
    pattern >= 0 && pattern < patternCount && marks[pattern].candidate == number && number != 0
  }

  /// The windows of a pattern, until the next scan.
  func windows(of pattern: Int) -> UnsafeBufferPointer<StartWindow> {
    guard canMatch(pattern) else { return UnsafeBufferPointer(start: nil, count: 0) }
    let mark = marks[pattern]
    return UnsafeBufferPointer(
      start: windows.windows + Int(mark.first), count: Int(mark.end - mark.first))
  }

  /// Forgets the last text.
  mutating func begin(_ prefilter: Prefilter, textBytes: Int) {
    if number == .max || name != ObjectIdentifier(prefilter) { renew(prefilter) }
    number += 1
    windows.removeAll()
    keptCount = 0
    chosenCount = 0
    stepsLeft = Self.stepsLeast + Self.stepsPerByte * textBytes
  }

  private mutating func renew(_ prefilter: Prefilter) {
    marks.deallocate()
    chosen.deallocate()
    patternCount = prefilter.plans.count
    marks = .allocate(capacity: patternCount)
    marks.initialize(repeating: Marks(), count: patternCount)
    chosen = .allocate(capacity: patternCount)
    number = 0
    windowsMax = max(Self.windowsLeast, 2 * patternCount)
    self.prefilter = prefilter
    checks = prefilter.checks
    groups = prefilter.groups.all
    classGroups = prefilter.groups.classCount
    startNeeds = prefilter.groups.needs
    groupScan = prefilter.groups.scan
    groupScratch.pointee = GroupScratch(members: prefilter.groups.membersMax)
    asked.update(repeating: 0, count: Self.askedCount)
    needsPresence = UnsafePointer(prefilter.needsPresence)
    name = ObjectIdentifier(prefilter)
  }

  /// Takes the characters that end before `end`: as many as a match of a group would begin with.
  mutating func noteClasses(
    _ probe: UnsafePointer<Probe>, in text: UnsafeBufferPointer<UInt8>, endingAt end: Int
  ) {
    if case .charactersBefore(let count) = probe.pointee.meaning,
      let start = Self.start(in: text, ofLast: count, before: end)
    {
      noteClasses(start, in: text)
    }
  }

  /// Keeps a literal that ends before `end` for ``noteLiterals(in:)``.
  mutating func keep(
    _ probe: UnsafePointer<Probe>, in text: UnsafeBufferPointer<UInt8>, endingAt end: Int
  ) {
    if keptCount == Self.keptMax {
      notePresence()
      noteKept(in: text)
    }
    weir_prefetch(probe)
    kept[keptCount] = KeptHit(probe: probe, end: end)
    keptCount += 1
  }

  /// Once the text was scanned for literals: those of patterns that lack something are not looked at.
  mutating func noteLiterals(in text: UnsafeBufferPointer<UInt8>) {
    notePresence()
    keepOnly { !$0.lacksPresence($1.pattern) }
    noteKept(in: text)
  }

  private mutating func notePresence() {
    for index in 0..<keptCount {
      let probe = kept[index].probe
      if case .presence = probe.pointee.meaning { marks[probe.pointee.pattern].presence = number }
    }
    keepOnly { if case .presence = $1.meaning { false } else { true } }
  }

  private mutating func keepOnly(_ isWanted: (borrowing StartList, Probe) -> Bool) {
    var count = 0
    for index in 0..<keptCount where isWanted(self, kept[index].probe.pointee) {
      kept[count] = kept[index]
      count += 1
    }
    keptCount = count
  }

  private mutating func noteKept(in text: UnsafeBufferPointer<UInt8>) {
    for index in 0..<keptCount {
      let (probe, end) = (kept[index].probe, kept[index].end)
      let pattern = probe.pointee.pattern
      switch probe.pointee.meaning {
      case .literal(let place, let bytes, let before):
        noteLiteral(pattern, place, in: text, at: end - bytes, before)
      case .runBefore(let bytes, let run): noteRun(pattern, run, in: text, endingAt: end - bytes)
      case .charactersBefore, .presence: break
      }
    }
    keptCount = 0
  }

  /// Whether a pattern lacks what has to be in the text, too. Known once the text was scanned for
  /// literals, which comes first.
  func lacksPresence(_ pattern: Int) -> Bool {
    guard let needsPresence, needsPresence[pattern] else { return false }
    return marks[pattern].presence != number
  }

  private func tables(of pattern: Int) -> UnsafeMutablePointer<StartTables>? {
    checks.flatMap { $0[pattern].tables }
  }

  /// A match may begin at `start`, if at all.
  ///
  /// - Parameter literal: One of the plan that tells of the start, by its place.
  private mutating func noteStart(
    _ pattern: Int, _ start: Int, in text: UnsafeBufferPointer<UInt8>, _ literal: Int? = nil
  ) {
    guard let tables = tables(of: pattern) else { return add(pattern, start, start) }
    var steps = takeSteps()
    let isPossible = tables.pointee.canMatch(text, from: start, with: literal, &steps)
    stepsLeft += steps
    if isPossible { add(pattern, start, start) }
  }

  /// Matches of patterns that begin with classes may begin at `start`, if at all.
  private mutating func noteClasses(_ start: Int, in text: UnsafeBufferPointer<UInt8>) {
    let slot = start & (Self.askedCount - 1)
    let asking = UInt64(number) << 32 | UInt64(start)
    if asked[slot] == asking { return }
    asked[slot] = asking
    for place in 0..<classGroups { ask(place, about: start, in: text, Self.stepsPerHit) }
  }

  /// Finds out where patterns that begin with classes may begin; false where that needs a scan for
  /// classes.
  mutating func noteClassStarts(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let groupScan else { return false }
    return groupScan.pointee.read(text) { noteClasses($0, in: text) }
  }

  /// Patterns that begin where the text does are asked about in every text that has what they need.
  mutating func noteTextStart(_ text: UnsafeBufferPointer<UInt8>) {
    guard !text.isEmpty, groups.count > classGroups, let startNeeds else { return }
    let found = startNeeds.found(in: text)
    for place in classGroups..<groups.count where found >> UInt32(place - classGroups) & 1 == 1 {
      ask(place, about: 0, in: text, Self.stepsPerText)
    }
  }

  private mutating func ask(
    _ group: Int, about start: Int, in text: UnsafeBufferPointer<UInt8>, _ stepsMax: Int
  ) {
    let granted = max(Self.stepsPerStartLeast, min(stepsLeft, stepsMax))
    var steps = granted
    let scratch = groupScratch
    groups[group].read(text, from: start, &steps, &scratch.pointee) { pattern in
      if !lacksPresence(pattern) { add(pattern, start, start) }
    }
    stepsLeft = max(0, stepsLeft - max(0, granted - steps - Self.stepsPerStartLeast))
  }

  /// Looks for long runs that some patterns begin with, if any of these may be there.
  mutating func note(
    _ search: LongRun.Search, in text: UnsafeBufferPointer<UInt8>
  ) {
    if search.patterns.allSatisfy({ lacksPresence($0) }) { return }
    search.run.find(in: text) { found in
      for pattern in search.patterns where !lacksPresence(pattern) {
        if search.run.isFirstOnly {
          noteStart(pattern, found.lowerBound, in: text)
        } else {
          add(pattern, found.lowerBound, found.upperBound - search.run.least)
        }
      }
    }
  }

  /// A match may begin in the run that ends at `end`, if at all.
  private mutating func noteRun(
    _ pattern: Int, _ run: LeadingRun, in text: UnsafeBufferPointer<UInt8>, endingAt end: Int
  ) {
    let start = run.start(in: text, endingAt: end)
    if start == end { return }
    guard let tables = tables(of: pattern) else { return add(pattern, start, end - 1) }
    var steps = takeSteps()
    let isPossible = tables.pointee.canMatch(text, inRunFrom: start, &steps)
    stepsLeft += steps
    if isPossible { add(pattern, start, end - 1) }
  }

  /// What one hit may spend; it gives back the rest.
  private mutating func takeSteps() -> Int {
    let steps = min(stepsLeft, Self.stepsPerHit)
    stepsLeft -= steps
    return steps
  }

  /// A match may begin so far before the literal at `index`, if at all.
  private mutating func noteLiteral(
    _ pattern: Int, _ place: Int, in text: UnsafeBufferPointer<UInt8>, at index: Int,
    _ before: ByteSpan
  ) {
    let last = index - before.least
    if before.least == before.most {
      // A text as long as that may still end inside another character there.
      if last >= 0, text[last] & 0xC0 != 0x80 { noteStart(pattern, last, in: text, place) }
      return
    }
    let first = before.most.map { max(0, index - $0) } ?? 0
    guard let tables = tables(of: pattern) else { return add(pattern, first, last) }
    var steps = takeSteps()
    var found = FoundStarts()
    let lost = tables.pointee.findStarts(text, before: place, at: index, &steps) { start in
      if let window = found.take(start) { add(pattern, window) }
    }
    if let window = found.window { add(pattern, window) }
    if let lost { add(pattern, first, min(last, lost - 1)) }
    stepsLeft += steps
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
    if windows.count > 0, case let before = windows[windows.count - 1], before.first <= first,
      before.overlaps(window)
    {
      windows[windows.count - 1] = before.joined(window, isMerged: false)
    } else {
      windows.append(window)
      if windows.count >= windowsMax { makeRoom() }
    }
  }

  private mutating func add(_ pattern: Int, _ starts: ClosedRange<Int>) {
    add(pattern, starts.lowerBound, starts.upperBound)
  }

  /// Sorts the windows and names the candidates: of a text that was judged, not those that lack what
  /// has to be in it, too.
  mutating func finish(isJudged: Bool = true) {
    order()
    var index = 0
    while index < windows.count {
      let first = index
      let pattern = windows[index].pattern
      repeat { index += 1 } while index < windows.count && windows[index].pattern == pattern
      if isJudged, lacksPresence(pattern) { continue }
      marks[pattern].candidate = number
      marks[pattern].first = Int32(first)
      marks[pattern].end = Int32(index)
      chosen[chosenCount] = pattern
      chosenCount += 1
    }
  }

  private mutating func order() {
    if windows.count < 2 { return }
    windows.sort()
    windows.merge(isMerged: false) { $0.overlaps($1) }
  }

  /// Makes neighbours one where they lie within `reach` bytes, which doubles until half the room
  /// is free. A window may always be larger than it need be: PCRE2 looks at the starts again.
  private mutating func makeRoom() {
    order()
    var reach = 64
    while windows.count > windowsMax / 2, reach < 1 << 21 {
      windows.merge(isMerged: true) { $0.pattern == $1.pattern && $1.last - $0.first <= reach }
      reach *= 2
    }
  }
}
