/// RFC 8259 with Weir's two additions (names of an object differ, surrogates come in pairs), written
/// the plain way on Unicode scalars: recursive, slow, and obvious.
struct SlowRecogniser {
  private var scalars: [Unicode.Scalar]
  private var index = 0
  private let refusesDuplicates: Bool

  struct Refusal: Error {}

  static func accepts(_ bytes: [UInt8], asMessage: Bool = false) -> Bool {
    guard let text = String(validating: bytes, as: UTF8.self) else { return false }
    var recogniser = SlowRecogniser(
      scalars: Array(text.unicodeScalars), refusesDuplicates: asMessage)
    return (try? recogniser.document(asMessage)) != nil
  }

  private init(scalars: [Unicode.Scalar], refusesDuplicates: Bool) {
    self.scalars = scalars
    self.refusesDuplicates = refusesDuplicates
  }

  private mutating func document(_ asMessage: Bool) throws {
    space()
    if asMessage, peek != "{" { throw Refusal() }
    try value(depth: 0)
    space()
    if peek != nil { throw Refusal() }
  }

  private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    index += 1
    return true
  }

  private mutating func need(_ text: String) throws {
    for scalar in text.unicodeScalars where !take(scalar) { throw Refusal() }
  }

  private mutating func space() {
    while take(" ") || take("\t") || take("\n") || take("\r") {}
  }

  private mutating func value(depth: Int) throws {
    if depth > 64 { throw Refusal() }
    switch peek {
    case "{": try object(depth)
    case "[": try array(depth)
    case "\"": _ = try string()
    case "t": try need("true")
    case "f": try need("false")
    case "n": try need("null")
    default: try number()
    }
  }

  private mutating func object(_ depth: Int) throws {
    if depth >= 64 { throw Refusal() }
    try need("{")
    space()
    if take("}") { return }
    var names: Set<[UInt32]> = []
    repeat {
      space()
      let isNew = names.insert(try string()).inserted
      if refusesDuplicates, !isNew { throw Refusal() }
      space()
      try need(":")
      space()
      try value(depth: depth + 1)
      space()
    } while take(",")
    try need("}")
  }

  private mutating func array(_ depth: Int) throws {
    if depth >= 64 { throw Refusal() }
    try need("[")
    space()
    if take("]") { return }
    repeat {
      space()
      try value(depth: depth + 1)
      space()
    } while take(",")
    try need("]")
  }

  private mutating func number() throws {
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") { try digits() }
    if take("e") || take("E") {
      _ = take("+") || take("-")
      try digits()
    }
  }

  private mutating func digits() throws {
    guard let first = peek, ("0"..."9").contains(first) else { throw Refusal() }
    while let digit = peek, ("0"..."9").contains(digit) { index += 1 }
  }

  private mutating func string() throws -> [UInt32] {
    try need("\"")
    var text: [UInt32] = []
    while let scalar = peek, scalar != "\"" {
      if scalar.value < 0x20 { throw Refusal() }
      index += 1
      text.append(scalar == "\\" ? try escape() : scalar.value)
    }
    try need("\"")
    return text
  }

  private mutating func escape() throws -> UInt32 {
    let short: [Unicode.Scalar: UInt32] = [
      "\"": 0x22, "\\": 0x5C, "/": 0x2F, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9,
    ]
    guard let letter = peek else { throw Refusal() }
    index += 1
    if let scalar = short[letter] { return scalar }
    guard letter == "u" else { throw Refusal() }
    let high = try hexadecimal()
    if (0xDC00...0xDFFF).contains(high) { throw Refusal() }
    guard (0xD800...0xDBFF).contains(high) else { return high }
    try need("\\u")
    let low = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(low) else { throw Refusal() }
    return 0x10000 + (high - 0xD800) * 0x400 + (low - 0xDC00)
  }

  private mutating func hexadecimal() throws -> UInt32 {
    guard index + 4 <= scalars.count else { throw Refusal() }
    let digits = scalars[index..<index + 4].map { Character($0) }
    index += 4
    guard digits.allSatisfy({ $0.isASCII && $0.isHexDigit }),
      let value = UInt32(String(digits), radix: 16)
    else { throw Refusal() }
    return value
  }
}
