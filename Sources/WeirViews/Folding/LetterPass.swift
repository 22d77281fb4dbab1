import WeirText

/// Undoes the disguise of single characters: compatibility forms, accents, look-alikes, invisible
/// characters and, where `isLowering`, case.
///
/// Letters of other scripts are read as Latin by the word. A word that holds a Latin letter is Latin
/// throughout, since no language mixes scripts inside a word. One that holds none stays as it is when
/// any of its letters has no Latin look-alike, as nearly every Russian or Greek word has one. What is
/// drawn like Latin from end to end follows its neighbour: the nearest clear word before it, or else
/// behind it.
struct LetterPass {
  private enum Neighbour { case unknown, latin, other }

  private let table = LetterTable()
  private let isLowering: Bool
  private var hasChanged = false

  /// From here on the source is copied as it is, once something else is to be appended.
  private var kept = 0

  /// Of the word that is being read.
  private var hasLatin = false
  private var hasOther = false
  /// The nearest word before this one that is clearly of one script.
  private var before = Neighbour.unknown
  /// The first clear word of the text, once looked for.
  private var first: Neighbour?
  /// Where the word ends for which `readsLatin` was decided.
  private var decidedEnd = 0
  private var readsLatin = false

  private init(isLowering: Bool) { self.isLowering = isLowering }

  /// False where the result is the source but for case.
  static func run(
    _ source: borrowing MappedText, to target: inout MappedText, isLowering: Bool
  ) -> Bool {
    var pass = LetterPass(isLowering: isLowering)
    target.removeAll()
    var index = 0
    while index < source.count {
      let ascii = UTF8Scanner.endOfASCII(from: index, in: source.bytes)
      if ascii > index { pass.readASCII(source, index, ascii, to: &target) }
      index = ascii
      while index < source.count, source[index] >= 0x80 {
        index = pass.readScalar(source, at: index, to: &target)
      }
    }
    pass.copyKept(source, to: &target, before: index, next: index)
    return pass.hasChanged
  }

  /// Copies what has been kept so far; `next` is where the source goes on.
  @inline(__always)
  private mutating func copyKept(
    _ source: borrowing MappedText, to target: inout MappedText, before end: Int, next: Int
  ) {
    if kept < end { target.append(source, kept, end) }
    kept = next
  }

  private mutating func readASCII(
    _ source: borrowing MappedText, _ start: Int, _ end: Int, to target: inout MappedText
  ) {
    copyKept(source, to: &target, before: start, next: start)
    let bytes = UnsafeBufferPointer(rebasing: source.bytes[start..<end])
    if LetterNeed.holdsControl(bytes) {
      for index in start..<end { readByte(source, index, to: &target) }
    } else {
      noteWords(bytes)
    }
    target.append(source, kept, end, isLowering: isLowering)
    kept = end
  }

  @inline(__always)
  private mutating func readByte(
    _ source: borrowing MappedText, _ index: Int, to target: inout MappedText
  ) {
    let byte = source[index]
    if byte.isASCIILetter {
      hasLatin = true
    } else if byte.isControl {
      target.append(source, kept, index, isLowering: isLowering)
      kept = index &+ 1
      hasChanged = true
    } else if !byte.isASCIIDigit {
      endWord()
    }
  }

  /// Notes the words of a stretch of ASCII: the one that ends in it, any between, the one that begins.
  private mutating func noteWords(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.firstIndex(where: { !$0.isASCIIWordByte }),
      let last = bytes.lastIndex(where: { !$0.isASCIIWordByte })
    else {
      hasLatin = hasLatin || bytes.contains(where: \.isASCIILetter)
      return
    }
    hasLatin = hasLatin || bytes[..<first].contains(where: \.isASCIILetter)
    endWord()
    if bytes[first..<last].contains(where: \.isASCIILetter) { before = .latin }
    hasLatin = bytes[last...].contains(where: \.isASCIILetter)
  }

  private mutating func endWord() {
    if hasLatin { before = .latin } else if hasOther { before = .other }
    hasLatin = false
    hasOther = false
  }

  private mutating func readScalar(
    _ source: borrowing MappedText, at index: Int, to target: inout MappedText
  ) -> Int {
    let scalar = UTF8Scanner.decode(at: index, in: source.bytes)
    let end = index &+ scalar.length
    if let character = LetterTable.tag(scalar.value) {
      change(source, index, end, to: character, in: &target)
      return end
    }
    let entry = table.entry(scalar.value)
    switch entry.kind {
    case .kept:
      keep(scalar.value)
    case .dropped:
      drop(source, index, end, in: &target)
    case .noise:
      dropMark(source, index, end, in: &target)
    case .mark:
      // On a Latin letter it is as much noise as an accent.
      if isBehindLatin(target, index) { dropMark(source, index, end, in: &target) }
    case .space:
      endWord()
      change(source, index, end, to: 0x20, in: &target)
    case .plain:
      if entry.isLatin { hasLatin = true } else { keep(scalar.value) }
      hasChanged = true
      replace(source, index, end, by: entry.target, in: &target)
    case .lowered:
      hasOther = true
      replace(source, index, end, by: entry.target, in: &target)
    case .alike(let isLoose):
      if index >= decidedEnd { decide(source, at: index) }
      if isLoose { hasOther = true }
      if readsLatin {
        hasChanged = true
        replace(source, index, end, by: entry.alike, in: &target)
      } else if !source.holds(entry.target, at: index) {
        replace(source, index, end, by: entry.target, in: &target)
      }
    }
    return end
  }

  private func isBehindLatin(_ target: borrowing MappedText, _ index: Int) -> Bool {
    kept == index && target.count > 0 && target[target.count &- 1].isASCIILetter
  }

  @inline(__always)
  private mutating func drop(
    _ source: borrowing MappedText, _ index: Int, _ end: Int, in target: inout MappedText
  ) {
    copyKept(source, to: &target, before: index, next: end)
    hasChanged = true
  }

  /// A mark is part of the character that it stands on.
  private mutating func dropMark(
    _ source: borrowing MappedText, _ index: Int, _ end: Int, in target: inout MappedText
  ) {
    drop(source, index, end, in: &target)
    target.extendLast(through: source.origin(index, end))
  }

  @inline(__always)
  private mutating func replace(
    _ source: borrowing MappedText, _ index: Int, _ end: Int,
    by bytes: UnsafeBufferPointer<UInt8>, in target: inout MappedText
  ) {
    copyKept(source, to: &target, before: index, next: end)
    let origin = source.origin(index, end)
    for byte in bytes { target.append(isLowering ? byte.asciiLowered : byte, from: origin) }
  }

  private mutating func keep(_ scalar: UInt32) {
    switch ScalarClass(scalar) {
    case .upper, .letter: hasOther = true
    case .digit: break
    case .other, .symbol, .invisible, .selector, .space: endWord()
    }
  }

  private mutating func change(
    _ source: borrowing MappedText, _ index: Int, _ end: Int, to character: UInt8,
    in target: inout MappedText
  ) {
    if character.isASCIILetter { hasLatin = true }
    copyKept(source, to: &target, before: index, next: end)
    hasChanged = true
    let byte = isLowering ? character.asciiLowered : character
    target.append(byte, from: source.origin(index, end))
  }

  // Each word is looked at once more at most, and the beginning of the text once more.
  private mutating func decide(_ source: borrowing MappedText, at index: Int) {
    var word = LetterPass(isLowering: isLowering)
    word.hasLatin = hasLatin
    word.hasOther = hasOther
    decidedEnd = word.skipWord(source, from: index)
    if word.hasLatin || word.hasOther {
      readsLatin = word.hasLatin
    } else if before == .unknown {
      let clear = first ?? word.firstClear(source, from: decidedEnd)
      first = clear
      readsLatin = clear == .latin
    } else {
      readsLatin = before == .latin
    }
  }

  /// Notes the letters of a word from `start` on and returns where it ends.
  private mutating func skipWord(_ source: borrowing MappedText, from start: Int) -> Int {
    var index = start
    while index < source.count {
      let scalar = UTF8Scanner.decode(at: index, in: source.bytes)
      guard notes(scalar.value) else { return index }
      index &+= scalar.length
    }
    return index
  }

  /// Whether a scalar belongs to a word; notes what it says about the word's script.
  private mutating func notes(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 {
      let byte = UInt8(truncatingIfNeeded: scalar)
      if byte.isASCIILetter { hasLatin = true }
      return byte.isASCIILetter || byte.isASCIIDigit || byte.isControl
    }
    if let character = LetterTable.tag(scalar) { return notes(UInt32(character)) }
    let entry = table.entry(scalar)
    switch entry.kind {
    case .dropped, .noise, .mark: return true
    case .space: return false
    case .alike(let isLoose):
      if isLoose { hasOther = true }
      return true
    case .lowered:
      hasOther = true
      return true
    case .plain where entry.isLatin:
      hasLatin = true
      return true
    case .plain, .kept: return notesKept(scalar)
    }
  }

  private mutating func notesKept(_ scalar: UInt32) -> Bool {
    switch ScalarClass(scalar) {
    case .upper, .letter:
      hasOther = true
      return true
    case .digit: return true
    case .other, .symbol, .invisible, .selector, .space: return false
    }
  }

  private func firstClear(_ source: borrowing MappedText, from start: Int) -> Neighbour {
    var index = start
    while index < source.count {
      var word = LetterPass(isLowering: isLowering)
      index = word.skipWord(source, from: index)
      if word.hasLatin || word.hasOther { return word.hasLatin ? .latin : .other }
      if index < source.count {
        index &+= UTF8Scanner.decode(at: index, in: source.bytes).length
      }
    }
    return .unknown
  }
}
