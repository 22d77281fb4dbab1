/// International account numbers whose letters are turned by ROT13: `QR89 3704 …` for `DE89 3704 …`.
///
///     country   check   account
///     Q R       8 9     3 7 0 4 …       letters as 10 to 35, country and check moved to the end:
///                                       the remainder by 97 is 1 (ISO 13616)
///
/// Two letters are too few for their pairs to tell, but the check tells.
extension Decoder {
  private static let countMin = 15
  private static let countMax = 34

  /// - Parameter word: the letters and digits that begin here.
  mutating func turnedAccount(at start: Int, _ word: EncodedRun) -> Int? {
    guard word.count == 4 || word.count >= Self.countMin && word.count <= Self.countMax,
      text[start].isASCIILetter, text[start &+ 1].isASCIILetter, text[start &+ 2].isASCIIDigit,
      text[start &+ 3].isASCIIDigit, start == 0 || !text[start &- 1].isWordByte
    else { return nil }
    let end = word.count == 4 ? endOfGroups(word.end) : word.end
    guard remainder(start..<end, by: RotationPass.turned) == 1,
      remainder(start..<end, by: { $0 }) != 1
    else {
      return nil
    }
    for index in start..<end { found.append(RotationPass.turned(text[index]), index, index &+ 1) }
    return end
  }

  /// The end of groups of four with single spaces before them, the last of which may be shorter.
  private func endOfGroups(_ start: Int) -> Int {
    var end = start
    for _ in 0..<(Self.countMax / 4) where end < text.count && text[end] == 0x20 {
      let group = EncodedRun(wordAt: end &+ 1, in: text)
      guard group.count > 0, group.count <= 4 else { break }
      end = group.end
      if group.count < 4 { break }
    }
    return end
  }

  /// The number modulo 97; nil where it is no account's.
  private func remainder(_ account: Range<Int>, by letter: (UInt8) -> UInt8) -> Int? {
    var head = 0
    var rest = 0
    var count = 0
    for index in account where text[index] != 0x20 {
      if count < 4 {
        head = Self.appended(letter(text[index]), to: head)
      } else {
        rest = Self.appended(letter(text[index]), to: rest)
      }
      count &+= 1
    }
    guard count >= Self.countMin, count <= Self.countMax else { return nil }
    // Two letters and two digits: six digits behind the rest.
    return (rest &* 1_000_000 &+ head) % 97
  }

  private static func appended(_ byte: UInt8, to remainder: Int) -> Int {
    byte.isASCIIDigit
      ? (remainder &* 10 &+ Int(byte &- 0x30)) % 97
      : (remainder &* 100 &+ LetterPairs.number(byte) &+ 10) % 97
  }

  /// A network address in ROT13, whose hexadecimal digits are letters from n to s: `00:5R:53:NS`, at
  /// least four colons.
  mutating func turnedAddress(at start: Int) -> Int? {
    guard start == 0 || !text[start &- 1].isWordByte else { return nil }
    var colons = 0
    var letters = 0
    var end = start
    while end < text.count, end &- start < Self.addressCountMax, isTurnedDigit(text[end]) {
      if text[end] == 0x3A { colons &+= 1 }
      if text[end].isASCIILetter { letters &+= 1 }
      end &+= 1
    }
    guard colons >= 4, letters > 0, end == text.count || !text[end].isWordByte else { return nil }
    for index in start..<end { found.append(RotationPass.turned(text[index]), index, index &+ 1) }
    return end
  }

  /// Characters of the longest address: eight groups of four and what stands between.
  private static let addressCountMax = 40

  private func isTurnedDigit(_ byte: UInt8) -> Bool {
    byte.isASCIIDigit || byte == 0x3A || (byte | 0x20) &- 0x6E < 6
  }
}
