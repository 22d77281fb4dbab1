/// A class of characters as scans see it: each ASCII character for itself, and one symbol for all that
/// begin with the same byte, which is the symbol's number.
struct SymbolSet: Hashable, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  /// Bit n: characters that begin with the byte 0xC0 + n.
  private var leads: UInt64 = 0

  /// All symbols: what begins a character.
  static let symbols = Array(0..<0x80) + Array(0xC0...0xFF)
  /// One behind the last symbol.
  static let end = 0x100
  /// Characters outside ASCII of which a class is told exactly. What holds more holds all, and so does what has
  /// a letter whose other cases are uncertain: nothing rests on the letters of PCRE2's version of Unicode.
  private static let toldMax = 256

  init() {}

  init(_ set: ScalarSet) {
    for range in set.ranges {
      guard range.lowerBound < 0x80 else { continue }
      let (first, last) = (range.lowerBound, min(range.upperBound, 0x7F))
      if first < 64 { low |= Self.bits(first, min(last, 63)) }
      if last >= 64 { high |= Self.bits(max(first, 64) - 64, last - 64) }
    }
    leads = Self.leads(of: set)
  }

  private static func leads(of set: ScalarSet) -> UInt64 {
    var leads: UInt64 = 0
    var left = toldMax
    for range in set.ranges where range.upperBound >= 0x80 {
      let first = max(range.lowerBound, 0x80)
      left -= Int(range.upperBound - first) + 1
      if left < 0 || !(first...range.upperBound).allSatisfy(CaseVariants.isCertain) { return .max }
      leads |= bits(lead(of: first) - 0xC0, lead(of: range.upperBound) - 0xC0)
    }
    return leads
  }

  /// The first byte of a character outside ASCII.
  private static func lead(of scalar: UInt32) -> UInt32 {
    if scalar < 0x800 { return 0xC0 | scalar >> 6 }
    return scalar < 0x1_0000 ? 0xE0 | scalar >> 12 : 0xF0 | scalar >> 18
  }

  private static func bits(_ first: UInt32, _ last: UInt32) -> UInt64 {
    (UInt64.max >> UInt64(63 - (last - first))) << UInt64(first)
  }

  /// Every ASCII character in it, in order.
  func forEachASCII(_ body: (Int) -> Void) {
    for (word, first) in [(low, 0), (high, 64)] {
      var left = word
      while left != 0 {
        body(first + left.trailingZeroBitCount)
        left &= left - 1
      }
    }
  }

  /// Characters of ASCII in it.
  var asciiCount: Int { low.nonzeroBitCount + high.nonzeroBitCount }

  func contains(_ symbol: Int) -> Bool {
    switch symbol {
    case 0..<64: low >> UInt64(symbol) & 1 == 1
    case 64..<128: high >> UInt64(symbol - 64) & 1 == 1
    case 0xC0..<Self.end: leads >> UInt64(symbol - 0xC0) & 1 == 1
    default: false
    }
  }

  /// Whether a byte is an ASCII character in it.
  @inline(__always)
  func containsASCII(_ byte: UInt8) -> Bool {
    let word = byte & 0x40 == 0 ? low : high
    return byte < 0x80 && word &>> UInt64(byte) & 1 == 1
  }

  mutating func formUnion(_ other: SymbolSet) {
    low |= other.low
    high |= other.high
    leads |= other.leads
  }

  func isSuperset(of other: SymbolSet) -> Bool {
    low & other.low == other.low && high & other.high == other.high
      && leads & other.leads == other.leads
  }

  /// Without the characters outside ASCII.
  var ascii: SymbolSet {
    var symbols = self
    symbols.leads = 0
    return symbols
  }

  var isASCII: Bool { leads == 0 }

  /// Whether it holds all word characters of ASCII.
  var holdsASCIIWord: Bool {
    (0..<0x80).allSatisfy { !UTF8Scalars.isWord(UInt32($0)) || contains($0) }
  }

  var isMostlyDigits: Bool {
    let digits: UInt64 = 0x3FF << 48
    return low & digits != 0 && low & ~digits == 0 && high == 0
  }

  var isOnlyLetters: Bool {
    let letters: UInt64 = 0x07FF_FFFE_07FF_FFFE
    return low == 0 && high != 0 && high & ~letters == 0
  }

  /// What a symbol is to a word boundary.
  enum Side: Int, CaseIterable {
    case word, notWord, unknown

    /// Whether a character of this side can stand before one of the other, where a word boundary
    /// must lie between them, or must not.
    func canMeet(_ right: Side, boundary: Bool?) -> Bool {
      guard let boundary, self != .unknown, right != .unknown else { return true }
      return boundary == (self != right)
    }
  }

  private static let digits: UInt64 = 0x03FF_0000_0000_0000
  private static let lettersAndUnderscore: UInt64 = 0x07FF_FFFE_87FF_FFFE

  static func side(of text: UnsafeBufferPointer<UInt8>, before index: Int) -> Side {
    index == 0 ? .notWord : side(of: Int(text[index - 1]))
  }

  static func side(of symbol: Int) -> Side {
    if symbol >= 0x80 { return .unknown }
    let bits = symbol < 64 ? digits : lettersAndUnderscore
    return bits >> UInt64(symbol & 63) & 1 == 1 ? .word : .notWord
  }
}

extension RegexNode {
  /// Adds all classes of the characters that a match is made of.
  func addSymbols(to symbols: inout Set<SymbolSet>) {
    switch self {
    case .set(let set, _): symbols.insert(SymbolSet(set))
    case .concat(let items), .alternation(let items):
      for item in items { item.addSymbols(to: &symbols) }
    case .repetition(let body, _), .atomic(let body): body.addSymbols(to: &symbols)
    case .look, .assertion, .opaque: break
    }
  }

  /// What its matches may begin with; anything where the tree does not say.
  var firstSymbols: SymbolSet {
    var symbols = SymbolSet()
    return addFirst(to: &symbols) ? symbols : SymbolSet(.all)
  }

  /// Whether it always reads something.
  private func addFirst(to symbols: inout SymbolSet) -> Bool {
    switch self {
    case .set(let set, _):
      symbols.formUnion(SymbolSet(set))
      return true
    case .concat(let items): return items.contains { $0.addFirst(to: &symbols) }
    case .alternation(let branches):
      return branches.reduce(true) { $1.addFirst(to: &symbols) && $0 }
    case .repetition(let body, let count):
      if count.max == 0 { return false }
      return body.addFirst(to: &symbols) && count.min > 0
    case .atomic(let body): return body.addFirst(to: &symbols)
    case .look, .assertion: return false
    case .opaque:
      symbols = SymbolSet(.all)
      return false
    }
  }
}
