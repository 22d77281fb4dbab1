import WeirText

/// Reads letters that stand apart as words: `i g n o r e   a l l`, `i.g.n.o.r.e`, `i-g-n-o-r-e a-l-l`.
///
///     i . g . n . o . r . e . ␠ . a . l . l      separator `.`, gap `. ␠ .`
///     └────── group ──────┘ gap └─ group ─┘      → `ignore all`
///
/// A unit is one character with the separator, a gap or no letter or digit on either side; a group
/// is units with one separator between them, a gap any other mixture of separators and white space.
/// A stretch begins with a group that has enough letters in a row; its other groups may be short.
struct ApartPass {
  struct Unit {
    var end: Int
    var isLetter: Bool
    /// A letter, or a digit or sign that may stand for one.
    var mayBeLetter: Bool
  }

  let text: UnsafeBufferPointer<UInt8>

  /// False, with the target in no particular state, where nothing stands apart.
  static func run(_ source: borrowing MappedText, to target: inout MappedText) -> Bool {
    let pass = ApartPass(text: source.bytes)
    guard var start = pass.nextStretch(from: 0) else { return false }
    target.removeAll()
    var copied = 0
    while true {
      target.append(source, copied, start)
      copied = pass.join(source, from: start, to: &target)
      guard let next = pass.nextStretch(from: copied) else { break }
      start = next
    }
    target.append(source, copied, source.count)
    return true
  }

  /// Where the next stretch begins: at the first of the groups that lead up to one that is enough.
  func nextStretch(from start: Int) -> Int? { search(from: start, before: text.count).stretch }

  /// Looks for a stretch among the groups that begin before `end`, and says up to where no group is
  /// worth another look.
  func search(from start: Int, before end: Int) -> (stretch: Int?, seen: Int) {
    var index = start
    // The last two groups: the last may be made of the end of one and the beginning of the next.
    var leading: (earlier: Group?, last: Group?)
    while index < end {
      guard text[index].isWordByte else {
        index &+= 1
        continue
      }
      let wordEnd = endOfScalar(index)
      guard !isWordCharacter(at: wordEnd) else {
        index = endOfWord(wordEnd)
        continue
      }
      var group = self.group(from: index)
      if leads(leading.earlier, group), let start = leading.earlier?.start {
        group.start = start
      } else if leads(leading.last, group), let start = leading.last?.start {
        group.start = start
      }
      if group.isEnough { return (group.start, index) }
      leading = (leading.last, group)
      // The last unit may begin a group with another separator.
      index = group.lastUnit > index ? group.lastUnit : wordEnd
    }
    return (nil, index)
  }

  /// Whether a group stands before another with nothing but a gap between.
  private func leads(_ first: Group?, _ second: Group) -> Bool {
    guard let first, first.separator == second.separator, first.end < second.start else {
      return false
    }
    return endOfGap(first.end, first.separator) == second.start
  }

  private struct Group {
    var start: Int
    var lastUnit: Int
    var end: Int
    var separator: UInt32
    var isEnough = false
  }

  private func endOfWord(_ start: Int) -> Int {
    var index = start
    while index < text.count, text[index].isWordByte { index &+= 1 }
    return index
  }

  private func group(from start: Int) -> Group {
    guard let first = unit(at: start, separator: nil) else {
      return Group(start: start, lastUnit: start, end: start, separator: 0)
    }
    var group = Group(
      start: start, lastUnit: start, end: first.end, separator: scalar(at: first.end))
    var row = Row()
    row.add(first)
    while group.end < text.count, scalar(at: group.end) == group.separator,
      let unit = unit(at: endOfScalar(group.end), separator: group.separator)
    {
      row.add(unit)
      group.lastUnit = endOfScalar(group.end)
      group.end = unit.end
    }
    let isUsual = Self.isUsual(group.separator)
    group.isEnough =
      row.isEnough(isUsual ? Limits.apartLettersMin : Limits.apartLettersRareMin)
    return group
  }

  /// The longest row of what may be letters.
  private struct Row {
    private var count = 0
    private var letters = 0
    private var best = (count: 0, letters: 0)

    mutating func add(_ unit: Unit) {
      count = unit.mayBeLetter ? count &+ 1 : 0
      letters = unit.mayBeLetter ? letters &+ (unit.isLetter ? 1 : 0) : 0
      if letters > best.letters || count > best.count { best = (count, letters) }
    }

    func isEnough(_ least: Int) -> Bool {
      best.count >= least && best.letters >= 3 && 2 &* best.letters >= best.count
    }
  }

  /// The unit at an index, which must not run on into a word; before a separator, where given.
  private func unit(at index: Int, separator: UInt32?) -> Unit? {
    guard index < text.count else { return nil }
    let scalar = UTF8Scanner.decode(at: index, in: text)
    let end = index &+ scalar.length
    guard !Self.isWhite(scalar.value), scalar.value != separator else { return nil }
    let isLetter = Self.isLetter(scalar.value)
    let isWord = isLetter || scalar.value &- 0x30 < 10
    if isWord, end < text.count, isWordCharacter(at: end) { return nil }
    return Unit(
      end: end, isLetter: isLetter,
      mayBeLetter: isLetter || LeetLetters.mayBeLetter(scalar.value))
  }

  /// Appends the groups of a stretch as words; returns where it ends.
  private func join(
    _ source: borrowing MappedText, from start: Int, to target: inout MappedText
  ) -> Int {
    guard let first = unit(at: start, separator: nil), first.end < text.count else {
      return start
    }
    let separator = scalar(at: first.end)
    target.append(source, start, first.end)
    var end = first.end
    while end < text.count {
      let gap = endOfGap(end, separator)
      guard gap > end, let unit = unit(at: gap, separator: separator) else { break }
      if gap != endOfScalar(end) || scalar(at: end) != separator {
        appendGap(source, end, gap, separator, to: &target)
      }
      target.append(source, gap, unit.end)
      end = unit.end
    }
    return end
  }

  /// A separator between two separators stands for itself, any other gap for a space.
  private func appendGap(
    _ source: borrowing MappedText, _ start: Int, _ end: Int, _ separator: UInt32,
    to target: inout MappedText
  ) {
    let width = endOfScalar(start) &- start
    let isTriple =
      end &- start == 3 &* width && scalar(at: start) == separator
      && scalar(at: start &+ width) == separator && scalar(at: start &+ 2 &* width) == separator
    target.append(scalar: isTriple ? separator : 0x20, from: source.origin(start, end))
  }

  private func endOfGap(_ start: Int, _ separator: UInt32) -> Int {
    var index = start
    while index < text.count {
      let next = UTF8Scanner.decode(at: index, in: text)
      guard next.value == separator || Self.isWhite(next.value) else { break }
      index &+= next.length
    }
    return index
  }

  @inline(__always)
  private func endOfScalar(_ index: Int) -> Int {
    index &+ UTF8Scanner.decode(at: index, in: text).length
  }

  @inline(__always)
  private func scalar(at index: Int) -> UInt32 {
    index < text.count ? UTF8Scanner.decode(at: index, in: text).value : 0
  }

  private func isWordCharacter(at index: Int) -> Bool {
    let scalar = scalar(at: index)
    return Self.isLetter(scalar) || scalar &- 0x30 < 10
  }

  private static func isLetter(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return (scalar | 0x20) &- 0x61 < 26 }
    switch ScalarClass(scalar) {
    case .upper, .letter: return true
    case .other, .digit, .symbol, .invisible, .selector, .space: return false
    }
  }

  private static func isWhite(_ scalar: UInt32) -> Bool {
    scalar == 0x20 || scalar &- 0x09 < 5
  }

  /// Space, full stop, hyphen, low line, asterisk, middle dot, bullet.
  private static func isUsual(_ separator: UInt32) -> Bool {
    switch separator {
    case 0x20, 0x2E, 0x2D, 0x5F, 0x2A, 0xB7, 0x2022: true
    default: false
    }
  }
}
