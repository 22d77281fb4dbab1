import WeirChecker
import WeirText

/// What is wrong with a line, as the reference tells it.
enum RefFault: String, Hashable, Error {
  case json, duplicate, lookalike, missing, wrongType, undeclared, future
}

/// A JSON value with its place in the line.
final class RefNode {
  enum Kind {
    case null
    case bool(Bool)
    case number
    case string
    case array([RefNode])
    case object([(name: RefNode, value: RefNode)])
  }
  var kind: Kind
  var range: Range<Int>
  /// A string's decoded bytes, a number's digits.
  var text: [UInt8] = []
  /// For each byte of `text` the bytes of the line that it was written with.
  var origins: [Range<Int>] = []
  var pointer: String
  var isName = false

  init(_ kind: Kind, _ range: Range<Int>, _ pointer: String) {
    self.kind = kind
    self.range = range
    self.pointer = pointer
  }

  var isNull: Bool { if case .null = kind { true } else { false } }
  var isString: Bool { if case .string = kind { true } else { false } }
  var isNumber: Bool { if case .number = kind { true } else { false } }
  var elements: [RefNode]? { if case .array(let all) = kind { all } else { nil } }
  var members: [(name: RefNode, value: RefNode)]? {
    if case .object(let all) = kind { all } else { nil }
  }

  func member(_ name: String) -> RefNode? {
    members?.first { $0.name.text == Array(name.utf8) }?.value
  }

  func element(_ place: Int) -> RefNode? {
    guard let all = elements, place >= 0, place < all.count else { return nil }
    return all[place]
  }

  /// Strings, numbers and member names inside, in the order of the line.
  var leaves: [RefNode] {
    switch kind {
    case .null, .bool: []
    case .number, .string: [self]
    case .array(let all): all.flatMap(\.leaves)
    case .object(let all): all.flatMap { [$0.name] + $0.value.leaves }
    }
  }
}

/// A recursive parser of one line, which goes on after faults that aren't of the grammar.
struct RefParser {
  let line: [UInt8]
  var at = 0
  var faults: Set<RefFault> = []

  init(_ line: [UInt8]) { self.line = line }

  /// The line's object, or nil with `faults` saying why not.
  static func parse(
    _ line: [UInt8], shape: RecordType
  ) -> (root: RefNode?, faults: Set<RefFault>) {
    var parser = RefParser(line)
    if String(validating: line, as: UTF8.self) == nil { parser.faults.insert(.json) }
    do throws(RefFault) {
      parser.space()
      guard parser.peek == UInt8(ascii: "{") else { throw .json }
      let root = try parser.value(.record(shape), "", depth: 1)
      parser.space()
      guard parser.at == line.count else { throw .json }
      return (root, parser.faults)
    } catch {
      // What stood before the fault may be reported instead of it.
      return (nil, parser.faults.union([error]))
    }
  }

  private var peek: UInt8? { at < line.count ? line[at] : nil }

  private mutating func space() {
    while let byte = peek, " \t\n\r".utf8.contains(byte) { at += 1 }
  }

  private mutating func take(_ text: String) -> Bool {
    guard line[at...].starts(with: text.utf8) else { return false }
    at += text.utf8.count
    return true
  }

  private mutating func value(
    _ type: ValueType?, _ pointer: String, depth: Int
  ) throws(RefFault) -> RefNode {
    space()
    let start = at
    switch peek {
    case UInt8(ascii: "{"): return try object(type, pointer, depth)
    case UInt8(ascii: "["): return try array(type, pointer, depth)
    case UInt8(ascii: "\""): return try string(pointer)
    case UInt8(ascii: "t") where take("true"): return RefNode(.bool(true), start..<at, pointer)
    case UInt8(ascii: "f") where take("false"): return RefNode(.bool(false), start..<at, pointer)
    case UInt8(ascii: "n") where take("null"): return RefNode(.null, start..<at, pointer)
    default: return try number(pointer)
    }
  }

  private mutating func object(
    _ type: ValueType?, _ pointer: String, _ depth: Int
  ) throws(RefFault) -> RefNode {
    if depth > 64 { throw .json }
    let start = at
    at += 1
    var members: [(name: RefNode, value: RefNode)] = []
    space()
    if take("}") { return RefNode(.object([]), start..<at, pointer) }
    repeat {
      space()
      guard peek == UInt8(ascii: "\"") else { throw .json }
      let name = try string(pointer)
      name.isName = true
      space()
      guard take(":") else { throw .json }
      let text = String(decoding: name.text, as: UTF8.self)
      name.pointer = pointer + "/" + escaped(text)
      if members.contains(where: { $0.name.text == name.text }) { faults.insert(.duplicate) }
      let inner = declared(name.text, type)
      members.append((name, try value(inner, name.pointer, depth: depth + 1)))
      space()
    } while take(",")
    guard take("}") else { throw .json }
    return RefNode(.object(members), start..<at, pointer)
  }

  /// The type of the declared member of this name; notes a name that only looks like one.
  private mutating func declared(_ name: [UInt8], _ type: ValueType?) -> ValueType? {
    guard case .record(let record)? = type?.wrapped else { return nil }
    if let field = record.fields.first(where: { Array($0.jsonName.utf8) == name }) {
      return field.type
    }
    let folded = name.withUnsafeBufferPointer { Folding.compatibilityFolded($0) }
    for field in record.fields {
      let other = Array(field.jsonName.utf8).withUnsafeBufferPointer {
        Folding.compatibilityFolded($0)
      }
      if folded == other { faults.insert(.lookalike) }
    }
    return nil
  }

  private func escaped(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      result += scalar == "~" ? "~0" : scalar == "/" ? "~1" : String(scalar)
    }
    return result
  }

  private mutating func array(
    _ type: ValueType?, _ pointer: String, _ depth: Int
  ) throws(RefFault) -> RefNode {
    if depth > 64 { throw .json }
    let start = at
    at += 1
    var elements: [RefNode] = []
    var inner: ValueType?
    if case .list(let element)? = type?.wrapped { inner = element }
    space()
    if take("]") { return RefNode(.array([]), start..<at, pointer) }
    repeat {
      elements.append(try value(inner, "\(pointer)/\(elements.count)", depth: depth + 1))
      space()
    } while take(",")
    guard take("]") else { throw .json }
    return RefNode(.array(elements), start..<at, pointer)
  }

  // MARK: - Strings and numbers

  private mutating func string(_ pointer: String) throws(RefFault) -> RefNode {
    let node = RefNode(.string, at..<at, pointer)
    let start = at
    at += 1
    while true {
      guard let byte = peek, byte >= 0x20 else { throw .json }
      if byte == UInt8(ascii: "\"") { break }
      let from = at
      if byte == UInt8(ascii: "\\") {
        let scalar = try escape()
        for byte in String(scalar).utf8 {
          node.text.append(byte)
          node.origins.append(from..<at)
        }
      } else {
        at += 1
        node.text.append(byte)
        node.origins.append(from..<at)
      }
    }
    at += 1
    node.range = start..<at
    return node
  }

  private mutating func escape() throws(RefFault) -> Unicode.Scalar {
    at += 1
    guard let letter = peek else { throw .json }
    at += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw .json
    }
    let first = try unit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, take("\\u") else { throw .json }
    let second = try unit()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) * 0x400 + (second - 0xDC00))
    else { throw .json }
    return scalar
  }

  private mutating func unit() throws(RefFault) -> UInt32 {
    guard at + 4 <= line.count else { throw .json }
    let digits = String(decoding: line[at..<at + 4], as: UTF8.self)
    at += 4
    guard digits.allSatisfy(\.isHexDigit), digits.utf8.count == 4, digits.count == 4,
      let value = UInt32(digits, radix: 16)
    else { throw .json }
    return value
  }

  private mutating func number(_ pointer: String) throws(RefFault) -> RefNode {
    let start = at
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") { try digits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try digits()
    }
    guard at - start <= 1024 else { throw .json }
    let node = RefNode(.number, start..<at, pointer)
    node.text = Array(line[start..<at])
    node.origins = (start..<at).map { $0..<$0 + 1 }
    return node
  }

  private mutating func digits() throws(RefFault) {
    let start = at
    while let byte = peek, byte >= 0x30, byte <= 0x39 { at += 1 }
    if at == start { throw .json }
  }
}
