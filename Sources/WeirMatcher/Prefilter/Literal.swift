/// A text that has to occur, byte by byte; a letter may stand for both its cases.
struct Literal: Hashable, Sendable {
  /// One byte. Letters of either case are kept in lower case.
  struct Byte: Hashable, Sendable {
    var value: UInt8
    var isEitherCase: Bool

    /// The byte as the scan compares it: ASCII letters in lower case.
    var folded: UInt8 { Literal.fold(value) }
    var isLetter: Bool { (0x61...0x7A).contains(folded) }
    var isDigit: Bool { (0x30...0x39).contains(value) }

    var share: Double {
      let own = Rarity.share(of: value)
      return isEitherCase ? own + Rarity.share(of: value ^ 0x20) : own
    }
  }

  var bytes: [Byte]

  /// Bytes of one literal. The rest of a longer one is left to PCRE2.
  static let bytesMax = 12

  static func fold(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  static func + (left: Literal, right: Literal) -> Literal {
    Literal(bytes: left.bytes + right.bytes)
  }

  /// How often it occurs per byte of ordinary text, roughly.
  var rate: Double {
    var rate = 1.0
    var previous: Byte?
    for byte in bytes {
      rate *= Rarity.share(of: byte, after: previous)
      previous = byte
    }
    // Half of the table's bytes are the words themselves, so the larger of both is near enough.
    guard bytes.count > 2, bytes.allSatisfy({ $0.isLetter || $0.value == 0x20 }) else {
      return rate
    }
    return max(rate, Rarity.wordShare(of: bytes.map(\.folded)))
  }

  /// The literal as the scan sees it, which folds letters.
  var folded: Literal {
    Literal(bytes: bytes.map { Byte(value: $0.folded, isEitherCase: $0.isLetter) })
  }
}

extension Literal {
  /// Spellings of one character that are written out; a class of more is a gap.
  private static let spellingsMax = 8

  /// The ways to write one character of a set, or `nil` where they are many or uncertain.
  ///
  /// Letters with case outside ASCII are uncertain, as PCRE2 and the standard library may know
  /// different pairs; but for the two that fold to ASCII, `ſ` and the Kelvin sign, which come
  /// with an `s` or `k` of both cases.
  static func spellings(of set: ScalarSet) -> [Literal]? {
    guard set.ranges.reduce(0, { $0 + $1.count }) <= 2 * spellingsMax else { return nil }
    var spellings: [Literal] = []
    for value in set.ranges.joined() {
      guard let bytes = bytes(of: value, in: set) else { return nil }
      if !bytes.isEmpty { spellings.append(Literal(bytes: bytes)) }
    }
    return spellings.isEmpty || spellings.count > spellingsMax ? nil : spellings
  }

  /// The spellings of a character that differ only in case, as ``WordList`` takes them.
  static func spellings(inAnyCase scalar: UInt32) -> [Literal] {
    let variants = CaseVariants.of(scalar)
    let hasBoth = variants.contains { (0x61...0x7A).contains($0) }
    return variants.compactMap { value in
      if hasBoth, (0x41...0x5A).contains(value) { return nil }
      guard let scalar = Unicode.Scalar(value) else { return nil }
      return Literal(
        bytes: scalar.utf8.map { Byte(value: $0, isEitherCase: hasBoth && value < 0x80) })
    }
  }

  /// The bytes of a member: none where its other case already stands for it, `nil` if uncertain.
  private static func bytes(of value: UInt32, in set: ScalarSet) -> [Byte]? {
    guard let scalar = Unicode.Scalar(value) else { return nil }
    if let byte = UInt8(exactly: value), byte < 0x80 {
      let hasBoth = scalar.properties.isAlphabetic && set.contains(value ^ 0x20)
      if hasBoth, byte < 0x61 { return [] }
      return [Byte(value: byte, isEitherCase: hasBoth)]
    }
    guard !scalar.properties.isCased || isSpellingOfASCII(value, in: set) else { return nil }
    return scalar.utf8.map { Byte(value: $0, isEitherCase: false) }
  }

  private static func isSpellingOfASCII(_ value: UInt32, in set: ScalarSet) -> Bool {
    switch value {
    case 0x17F: set.contains(0x73) && set.contains(0x53)
    case 0x212A: set.contains(0x6B) && set.contains(0x4B)
    default: false
    }
  }
}

extension Unicode.Scalar {
  fileprivate var utf8: [UInt8] { Array(String(Character(self)).utf8) }
}
