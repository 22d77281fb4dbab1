import WeirJSON

/// A JSON value taken out of its line, for comparing and for looking at; members keep their order.
public indirect enum JSONTree: Sendable, Equatable {
  case null
  case bool(Bool)
  /// As written, so that nothing is rounded.
  case number(String)
  case text(String)
  case list([JSONTree])
  case object([Member])

  public struct Member: Sendable, Equatable {
    public var name: String
    public var value: JSONTree

    public init(_ name: String, _ value: JSONTree) {
      self.name = name
      self.value = value
    }
  }

  /// The object of a line; nil where the line isn't one valid JSON object. Linear.
  public init?(line: [UInt8]) {
    let parsed = line.withUnsafeBufferPointer { bytes -> JSONTree? in
      var reader = JSONReader()
      var document = Document()
      guard reader.read(bytes, into: &document) == nil,
        let start = bytes.firstIndex(of: UInt8(ascii: "{"))
      else { return nil }
      return JSONTree(JSONValue(kind: .object, start: start, end: bytes.count), in: bytes)
    }
    guard let parsed else { return nil }
    self = parsed
  }

  private init(_ value: JSONValue, in line: UnsafeBufferPointer<UInt8>) {
    switch value.kind {
    case .absent, .null: self = .null
    case .true: self = .bool(true)
    case .false: self = .bool(false)
    case .number: self = .number(value.string(in: line))
    case .string: self = .text(value.string(in: line))
    case .array: self = .list(value.elements(in: line).map { JSONTree($0, in: line) })
    case .object:
      self = .object(
        value.members(in: line).map {
          Member($0.name.string(in: line), JSONTree($0.value, in: line))
        })
    }
  }

  public func member(_ name: String) -> JSONTree? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  public func element(_ place: Int) -> JSONTree? {
    guard case .list(let elements) = self, elements.indices.contains(place) else { return nil }
    return elements[place]
  }

  /// Equal as values: `1.0` equals `1`, and the order of members doesn't count.
  public func isSameValue(as other: JSONTree) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)): Self.isSameNumber(a, b)
    case (.text(let a), .text(let b)): a.unicodeScalars.elementsEqual(b.unicodeScalars)
    case (.list(let a), .list(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.isSameValue(as: $1) }
    case (.object(let a), .object(let b)):
      a.count == b.count
        && a.allSatisfy { mine in
          other.member(mine.name).map { mine.value.isSameValue(as: $0) } ?? false
        }
    case (.null, _), (.bool, _), (.number, _), (.text, _), (.list, _), (.object, _): false
    }
  }

  /// Whole numbers are compared exactly, others as doubles.
  private static func isSameNumber(_ a: String, _ b: String) -> Bool {
    if let first = Int64(a), let second = Int64(b) { return first == second }
    guard let first = Double(a), let second = Double(b) else { return a == b }
    return first == second
  }
}

extension JSONTree {
  /// On one line, with a space after colons and commas.
  public var text: String {
    var out = ""
    write(to: &out, separator: ", ", colon: ": ")
    return out
  }

  /// On one line without spaces, as messages are sent.
  public var compact: String {
    var out = ""
    write(to: &out, separator: ",", colon: ":")
    return out
  }

  private func write(to out: inout String, separator: String, colon: String) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .number(let text): out += text
    case .text(let text): out += Self.quoted(text)
    case .list(let elements):
      out += "["
      for (place, element) in elements.enumerated() {
        if place > 0 { out += separator }
        element.write(to: &out, separator: separator, colon: colon)
      }
      out += "]"
    case .object(let members):
      out += "{"
      for (place, member) in members.enumerated() {
        if place > 0 { out += separator }
        out += Self.quoted(member.name) + colon
        member.value.write(to: &out, separator: separator, colon: colon)
      }
      out += "}"
    }
  }

  /// A text in quotes, with what JSON must escape escaped.
  public static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20:
        out += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
