import WeirJSON
import WeirProject

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
  public var text: String { text(comma: ", ", colon: ": ") }

  /// On one line without spaces, as messages are sent.
  public var compact: String { text(comma: ",", colon: ":") }

  private func text(comma: String, colon: String) -> String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let text): text
    case .text(let text): Self.quoted(text)
    case .list(let elements):
      "[" + elements.map { $0.text(comma: comma, colon: colon) }.joined(separator: comma) + "]"
    case .object(let members):
      "{"
        + members.map { Self.quoted($0.name) + colon + $0.value.text(comma: comma, colon: colon) }
        .joined(separator: comma) + "}"
    }
  }

  /// A text in quotes, with what JSON must escape escaped.
  public static func quoted(_ text: String) -> String {
    var json = JSONBytes()
    json.value(text)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
