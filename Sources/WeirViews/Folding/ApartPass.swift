import WeirText

/// Reads characters that stand apart as words: `i g n o r e   a l l`, `1.=.1.-.-`, `4-1-1-1 1-1-1-1`.
///
///     i . g . n . o . r . e . ␠ . a . l . l      separator `.`, gap `. ␠ .`
///     └──────── chain of units with separators and gaps between ────────┘ → `ignore all`
///
/// A unit is one character with the separator, a gap or no letter or digit on either side; a gap is
/// any other mixture of separators and white space. A chain is read where ``ApartEvidence`` tells that
/// somebody set it apart.
struct ApartPass {
  let text: UnsafeBufferPointer<UInt8>

  /// False, with the target in no particular state, where nothing stands apart.
  static func run(_ source: borrowing MappedText, to target: inout MappedText) -> Bool {
    let pass = ApartPass(text: source.bytes)
    guard var start = pass.nextStretch(from: 0) else { return false }
    target.removeAll()
    var copied = 0
    while true {
      let front = pass.startOfSeparators(before: start, from: copied)
      target.append(source, copied, front)
      pass.appendSeparators(source, front, start, to: &target)
      copied = pass.join(source, from: start, to: &target)
      guard let next = pass.nextStretch(from: copied) else { break }
      start = next
    }
    target.append(source, copied, source.count)
    return true
  }

  /// Where the next chain begins that is read.
  func nextStretch(from start: Int) -> Int? { search(from: start, before: text.count).stretch }

  /// Looks for a chain that begins before `end`, and says up to where none is worth another look.
  func search(from start: Int, before end: Int) -> (stretch: Int?, seen: Int) {
    var index = start
    while index < end {
      guard text[index] > 0x20 else {
        index &+= 1
        continue
      }
      if beginsPlainWord(index) {
        index = endOfWord(index &+ 2)
        continue
      }
      let next = endOfScalar(index)
      if isWord(at: index), isWord(at: next) {
        index = endOfWord(next)
      } else if let first = first(at: index) {
        let chain = chain(from: index, first)
        if chain.isEnough { return (index, index) }
        // The last unit may begin a chain with another separator.
        index = chain.last > index ? chain.last : next
      } else {
        index = next
      }
    }
    return (nil, index)
  }

  /// Whether two letters or digits of ASCII stand at an index, as in most words.
  @inline(__always)
  private func beginsPlainWord(_ index: Int) -> Bool {
    text[index].isASCIIWordByte && index &+ 1 < text.count && text[index &+ 1].isASCIIWordByte
  }

  /// The unit at an index where a chain may begin: a letter or digit alone, or a sign with white space
  /// before it or the same on both sides.
  private func first(at index: Int) -> ApartUnit? {
    guard let first = unit(at: index, separator: nil), first.end < text.count else { return nil }
    let before = index > 0 ? text[index &- 1] : 0x20
    guard scalar(at: first.end) != scalar(at: index) else { return nil }
    switch first.kind {
    case .letter, .digit: return before.isASCIILetter || before.isASCIIDigit ? nil : first
    case .sign:
      let after = text[first.end]
      return before <= 0x20 || before == after || before & after >= 0x80 ? first : nil
    }
  }

  private func chain(from start: Int, _ first: ApartUnit) -> (last: Int, isEnough: Bool) {
    let separator = scalar(at: first.end)
    var evidence = ApartEvidence(first, isUsual: Self.isUsual(separator))
    var last = start
    var end = first.end
    while !evidence.isEnough, let joint = joint(at: end, separator),
      let unit = unit(at: joint.end, separator: separator)
    {
      evidence.add(unit, behind: joint.kind)
      last = joint.end
      end = unit.end
    }
    return (last, evidence.isEnough)
  }
}
