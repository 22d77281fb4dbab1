/// The fold table of `UnicodeTables`, unpacked once into arrays.
struct FoldTable: Sendable {
  static let shared = FoldTable()

  private var keys: [UInt32] = []
  /// `targets[starts[i]..<starts[i + 1]]` is what `keys[i]` becomes.
  private var starts: [Int] = []
  private var targets: [UInt32] = []
  private var combining: [(first: UInt32, last: UInt32, order: UInt8)] = []
  private var ignorable: [(first: UInt32, last: UInt32)] = []

  private init() {
    readFolds()
    readCombining()
    var numbers = PackedNumbers(UnicodeTables.ignorable)
    while !numbers.isAtEnd {
      let first = numbers.next()
      ignorable.append((first, first &+ numbers.next()))
    }
  }

  private mutating func readFolds() {
    var numbers = PackedNumbers(UnicodeTables.folds)
    var key: UInt32 = 0
    while !numbers.isAtEnd {
      key &+= numbers.next()
      keys.append(key)
      starts.append(targets.count)
      var target = key
      for _ in 0..<numbers.next() {
        let zigzag = numbers.next()
        target = zigzag & 1 == 0 ? target &+ zigzag >> 1 : target &- zigzag >> 1 &- 1
        targets.append(target)
      }
    }
    starts.append(targets.count)
  }

  private mutating func readCombining() {
    var numbers = PackedNumbers(UnicodeTables.combining)
    var first: UInt32 = 0
    while !numbers.isAtEnd {
      first &+= numbers.next()
      let last = first &+ numbers.next() &- 1
      combining.append((first, last, UInt8(truncatingIfNeeded: numbers.next())))
    }
  }

  func appendFolded(_ scalar: UInt32, to scalars: inout [UInt32]) {
    if scalar < 0x80 {
      scalars.append(UInt32(Folding.asciiFolded(UInt8(truncatingIfNeeded: scalar))))
    } else if scalar &- 0xAC00 < 11172 {
      appendHangul(scalar &- 0xAC00, to: &scalars)
    } else if let entry = find(scalar, in: keys.count, first: { keys[$0] }, last: { keys[$0] }) {
      scalars.append(contentsOf: targets[starts[entry]..<starts[entry + 1]])
    } else if !isIgnorable(scalar) {
      scalars.append(scalar)
    }
  }

  /// The arithmetic decomposition of a syllable (the Unicode Standard, 3.12).
  private func appendHangul(_ syllable: UInt32, to scalars: inout [UInt32]) {
    scalars.append(0x1100 &+ syllable / 588)
    scalars.append(0x1161 &+ syllable % 588 / 28)
    if syllable % 28 != 0 { scalars.append(0x11A7 &+ syllable % 28) }
  }

  /// Sorts each run of combining marks by combining class, equals in place (Canonical Ordering).
  func orderMarks(_ scalars: inout [UInt32], from start: Int = 0) {
    var index = start
    while index < scalars.count {
      guard combiningClass(scalars[index]) != 0 else {
        index &+= 1
        continue
      }
      let start = index
      while index < scalars.count, combiningClass(scalars[index]) != 0 { index &+= 1 }
      if index &- start > 1 { orderRun(&scalars, start..<index) }
    }
  }

  // Sorted by class and place together, since the library's sort promises no stability. Not by
  // insertion: a hostile run of a million marks must not take quadratic time.
  private func orderRun(_ scalars: inout [UInt32], _ run: Range<Int>) {
    let keyed = run.map { UInt64(combiningClass(scalars[$0])) << 32 | UInt64($0 &- run.lowerBound) }
    let before = Array(scalars[run])
    for (offset, key) in keyed.sorted().enumerated() {
      scalars[run.lowerBound &+ offset] = before[Int(key & 0xFFFF_FFFF)]
    }
  }

  func combiningClass(_ scalar: UInt32) -> UInt8 {
    guard scalar >= 0x300 else { return 0 }
    let entry = find(
      scalar, in: combining.count, first: { combining[$0].first }, last: { combining[$0].last })
    return entry.map { combining[$0].order } ?? 0
  }

  func isIgnorable(_ scalar: UInt32) -> Bool {
    find(scalar, in: ignorable.count, first: { ignorable[$0].first }, last: { ignorable[$0].last })
      != nil
  }

  /// The entry of a sorted table whose range holds the scalar.
  @inline(__always)
  private func find(
    _ scalar: UInt32, in count: Int, first: (Int) -> UInt32, last: (Int) -> UInt32
  ) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low &+ high) / 2
      if last(middle) < scalar { low = middle &+ 1 } else { high = middle }
    }
    return low < count && first(low) <= scalar ? low : nil
  }
}

/// Reads the base-32 numbers that `generate_tables.py` writes.
private struct PackedNumbers {
  private var position: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>

  init(_ text: StaticString) {
    position = text.utf8Start
    end = text.utf8Start + text.utf8CodeUnitCount
  }

  var isAtEnd: Bool { position >= end }

  mutating func next() -> UInt32 {
    var number: UInt32 = 0
    while position < end {
      let digit = position.pointee &- 48
      position += 1
      number = number << 5 | UInt32(digit & 31)
      if digit < 32 { break }
    }
    return number
  }
}
