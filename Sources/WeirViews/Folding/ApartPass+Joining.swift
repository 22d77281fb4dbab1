import WeirText

/// The characters of a chain, and what is made of it.
extension ApartPass {
  /// The unit at an index, which must not run on into a word; before a separator, where given.
  func unit(at index: Int, separator: UInt32?) -> ApartUnit? {
    guard index < text.count else { return nil }
    let scalar = UTF8Scanner.decode(at: index, in: text)
    let end = index &+ scalar.length
    guard !Self.isWhite(scalar.value), scalar.value != separator else { return nil }
    let isLetter = Self.isLetter(scalar.value)
    let kind: ApartUnit.Kind =
      isLetter ? .letter : scalar.value &- 0x30 < 10 ? .digit : .sign
    guard end == text.count || !isWord(at: end) else { return nil }
    if kind == .sign, let separator, end < text.count {
      let next = self.scalar(at: end)
      guard next == separator || Self.isWhite(next) else { return nil }
    }
    return ApartUnit(
      end: end, kind: kind, mayBeLetter: isLetter || LeetLetters.mayBeLetter(scalar.value))
  }

  /// What stands behind a unit, up to where the next may begin; nil where nothing does.
  func joint(at start: Int, _ separator: UInt32) -> (end: Int, kind: ApartJoint)? {
    var index = start
    var count = 0
    var hasWhite = false
    while index < text.count {
      let next = UTF8Scanner.decode(at: index, in: text)
      if next.value == separator {
        count &+= 1
      } else if Self.isWhite(next.value) {
        hasWhite = true
      } else {
        break
      }
      index &+= next.length
    }
    if index == start { return nil }
    if !hasWhite { return (index, count == 1 ? .separator : count == 3 ? .gap : .other) }
    // One separator before white space ends an abbreviation: `e.g. i.e.`.
    let endsShort = count == 1 && scalar(at: start) == separator
    return (index, separator == 0x20 || endsShort ? .other : .gap)
  }

  /// Appends the units of a chain; returns where it ends.
  func join(
    _ source: borrowing MappedText, from start: Int, to target: inout MappedText
  ) -> Int {
    guard let first = unit(at: start, separator: nil), first.end < text.count else {
      return start
    }
    let separator = scalar(at: first.end)
    target.append(source, start, first.end)
    var end = first.end
    while let joint = joint(at: end, separator) {
      guard let unit = unit(at: joint.end, separator: separator) else { break }
      appendJoint(source, end, joint.end, separator, to: &target)
      target.append(source, joint.end, unit.end)
      end = unit.end
    }
    return end
  }

  /// What a joint stands for: nothing where it is one separator; a space, or a line end; and separators
  /// that were characters of their own, each with one more beside it.
  private func appendJoint(
    _ source: borrowing MappedText, _ start: Int, _ end: Int, _ separator: UInt32,
    to target: inout MappedText
  ) {
    let width = endOfScalar(start) &- start
    let front = endOfSeparators(start, before: end, separator)
    if front == end, end &- start == width { return }
    if separator == 0x20 || front == end && end &- start == 2 &* width {
      appendWhite(source, start, end, to: &target)
    } else if front == end {
      appendSeparators(source, start &+ width, end, to: &target)
    } else {
      appendMixture(source, start, end, separator, to: &target)
    }
  }

  private func appendMixture(
    _ source: borrowing MappedText, _ start: Int, _ end: Int, _ separator: UInt32,
    to target: inout MappedText
  ) {
    var index = start
    while index < end {
      let front = endOfSeparators(index, before: end, separator)
      appendSeparators(source, index, front, to: &target)
      index = endOfWhite(front, before: end)
      if index > front { appendWhite(source, front, index, to: &target) }
    }
  }

  private func appendWhite(
    _ source: borrowing MappedText, _ start: Int, _ end: Int, to target: inout MappedText
  ) {
    let isLineEnd = text[start..<end].contains(0x0A)
    target.append(isLineEnd ? 0x0A : 0x20, from: source.origin(start, end))
  }

  /// Every second one of a row of separators: the others stand between them.
  func appendSeparators(
    _ source: borrowing MappedText, _ start: Int, _ end: Int, to target: inout MappedText
  ) {
    var index = start
    while index < end {
      let own = endOfScalar(index)
      guard own < end else { return }
      target.append(source, index, own)
      index = endOfScalar(own)
    }
  }

  /// Where separators begin that are characters of their own before the first unit: an even number of
  /// them behind white space or at the beginning; else the unit itself.
  func startOfSeparators(before start: Int, from least: Int) -> Int {
    let after = endOfScalar(start)
    guard after < text.count, text[after] > 0x20, text[after] < 0x80 else { return start }
    var index = start
    while index > least, text[index &- 1] == text[after] { index &-= 1 }
    let isFree = index == 0 || text[index &- 1] <= 0x20
    return isFree && (start &- index) % 2 == 0 ? index : start
  }

  private func endOfSeparators(_ start: Int, before end: Int, _ separator: UInt32) -> Int {
    var index = start
    while index < end, scalar(at: index) == separator { index = endOfScalar(index) }
    return index
  }

  private func endOfWhite(_ start: Int, before end: Int) -> Int {
    var index = start
    while index < end, text[index] <= 0x20 { index &+= 1 }
    return index
  }

  // MARK: characters

  @inline(__always)
  func endOfScalar(_ index: Int) -> Int {
    index &+ UTF8Scanner.decode(at: index, in: text).length
  }

  @inline(__always)
  func scalar(at index: Int) -> UInt32 {
    index < text.count ? UTF8Scanner.decode(at: index, in: text).value : 0
  }

  func isWord(at index: Int) -> Bool {
    let scalar = scalar(at: index)
    return Self.isLetter(scalar) || scalar &- 0x30 < 10
  }

  func endOfWord(_ start: Int) -> Int {
    var index = start
    while index < text.count, text[index].isWordByte { index &+= 1 }
    return index
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
  static func isUsual(_ separator: UInt32) -> Bool {
    switch separator {
    case 0x20, 0x2E, 0x2D, 0x5F, 0x2A, 0xB7, 0x2022: true
    default: false
    }
  }
}
