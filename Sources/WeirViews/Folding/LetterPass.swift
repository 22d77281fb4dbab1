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
      if index < source.count { index = pass.readScalar(source, at: index, to: &target) }
    }
    return pass.hasChanged
  }

  private mutating func readASCII(
    _ source: borrowing MappedText, _ start: Int, _ end: Int, to target: inout MappedText
  ) {
    var copied = start
    for index in start..<end {
      let byte = source[index]
      if isControl(byte) {
        target.append(source, copied, index, isLowering: isLowering)
        copied = index &+ 1
        hasChanged = true
      } else if byte.isASCIILetter {
        hasLatin = true
      } else if !byte.isASCIIDigit {
        endWord()
      }
    }
    target.append(source, copied, end, isLowering: isLowering)
  }

  @inline(__always)
  private func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 ? byte &- 0x09 > 4 : byte == 0x7F
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
    let origin = source.origin(index, end)
    if let character = LetterTable.tag(scalar.value) {
      change(to: character, from: origin, in: &target)
      return end
    }
    let entry = table.entry(scalar.value)
    switch entry.kind {
    case .kept:
      keep(scalar.value)
      target.append(source, index, end)
    case .dropped, .noise:
      hasChanged = true
    case .mark:
      // On a Latin letter it is as much noise as an accent.
      if target.count > 0, target[target.count &- 1].isASCIILetter {
        hasChanged = true
      } else {
        target.append(source, index, end)
      }
    case .space:
      endWord()
      change(to: 0x20, from: origin, in: &target)
    case .plain:
      if entry.isLatin { hasLatin = true } else { keep(scalar.value) }
      hasChanged = true
      append(entry.target, from: origin, to: &target)
    case .lowered:
      hasOther = true
      append(entry.target, from: origin, to: &target)
    case .alike(let isLoose):
      if index >= decidedEnd { decide(source, at: index) }
      if readsLatin { hasChanged = true }
      if isLoose { hasOther = true }
      append(readsLatin ? entry.alike : entry.target, from: origin, to: &target)
    }
    return end
  }

  private mutating func keep(_ scalar: UInt32) {
    switch ScalarClass(scalar) {
    case .upper, .letter: hasOther = true
    case .digit: break
    case .other, .symbol, .invisible, .selector, .space: endWord()
    }
  }

  private mutating func change(
    to character: UInt8, from origin: Origin, in target: inout MappedText
  ) {
    if character.isASCIILetter { hasLatin = true }
    hasChanged = true
    target.append(isLowering ? character.asciiLowered : character, from: origin)
  }

  private func append(
    _ bytes: UnsafeBufferPointer<UInt8>, from origin: Origin, to target: inout MappedText
  ) {
    for byte in bytes { target.append(isLowering ? byte.asciiLowered : byte, from: origin) }
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
      return byte.isASCIILetter || byte.isASCIIDigit || isControl(byte)
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
