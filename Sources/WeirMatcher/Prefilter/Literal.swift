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

    var share: Double { Rarity.share(of: value, inEitherCase: isEitherCase) }
  }

  let bytes: LiteralBytes
  /// Bytes of the whole text, of which a long one keeps the first.
  let length: Int

  /// Bytes of one literal. The rest of a longer one is left to PCRE2.
  static let bytesMax = 12
  static let empty = Literal(bytes: LiteralBytes(), length: 0)

  func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

  private init(bytes: LiteralBytes, length: Int) {
    self.bytes = bytes
    self.length = length
  }

  init(bytes: [Byte]) { self.init(bytes: LiteralBytes(bytes), length: bytes.count) }

  /// Cut to what is looked for.
  var wanted: Literal {
    if length <= Self.bytesMax { return self }
    return Literal(bytes: LiteralBytes(bytes.prefix(Self.bytesMax)), length: Self.bytesMax)
  }

  static func fold(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  static func + (left: Literal, right: Literal) -> Literal {
    var bytes = left.bytes
    // What follows a text that was cut is not what follows its bytes.
    if bytes.count == left.length {
      for byte in right.bytes.prefix(LiteralBytes.most - bytes.count) { bytes.append(byte) }
    }
    return Literal(bytes: bytes, length: left.length + right.length)
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
    return max(rate, EverydayWords.share(of: bytes))
  }

  /// Whether its letters stand for both cases.
  var isFolded: Bool { bytes.allSatisfy { $0.isEitherCase || !$0.isLetter } }

  /// The literal as the scan sees it, which folds letters.
  var folded: Literal {
    let folded = bytes.lazy.map { Byte(value: $0.folded, isEitherCase: $0.isLetter) }
    return Literal(bytes: LiteralBytes(folded), length: length)
  }
}

extension Literal {
  /// Spellings of one character that are written out; a class of more is a gap.
  private static let spellingsMax = 8
  /// Characters of the largest class that is written out: both cases of so many letters.
  static let membersMax = 2 * spellingsMax

  /// The ways to write one character of a set, or `nil` where they are many or uncertain.
  ///
  /// Uncertain are letters outside ASCII that may be given another case by a later version of
  /// Unicode, as PCRE2 may know it before this module does.
  static func spellings(of set: ScalarSet) -> [Literal]? {
    if let first = set.ranges.first?.lowerBound, first < 0x80 {
      if set.single != nil { return asciiSpellings[Int(first)] }
      if set == ScalarSet(first).caseClosed { return eitherCaseSpellings[Int(first)] }
    }
    return writtenOut(set)
  }

  /// Most sets are one letter or both its cases, so that these are made once.
  private static let asciiSpellings = (0..<0x80).map { writtenOut(ScalarSet($0)) }
  private static let eitherCaseSpellings = (0..<0x80).map { writtenOut(ScalarSet($0).caseClosed) }

  private static func writtenOut(_ set: ScalarSet) -> [Literal]? {
    if let single = set.single { return bytes(of: single, in: set).map { [Literal(bytes: $0)] } }
    guard set.ranges.count <= spellingsMax * 2,
      set.ranges.reduce(0, { $0 + $1.count }) <= membersMax
    else { return nil }
    var spellings: [Literal] = []
    for range in set.ranges {
      for value in range {
        guard let bytes = bytes(of: value, in: set) else { return nil }
        if !bytes.isEmpty { spellings.append(Literal(bytes: bytes)) }
      }
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
    if value < 0x80 {
      let byte = UInt8(value)
      let hasBoth = (0x61...0x7A).contains(byte | 0x20) && set.contains(value ^ 0x20)
      if hasBoth, byte < 0x61 { return [] }
      return [Byte(value: byte, isEitherCase: hasBoth)]
    }
    guard let scalar = Unicode.Scalar(value), CaseVariants.isCertain(value) else { return nil }
    return UTF8.encode(scalar)?.map { Byte(value: $0, isEitherCase: false) }
  }
}
