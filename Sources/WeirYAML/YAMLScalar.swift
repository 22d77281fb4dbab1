/// A single value as it is written, its escapes undone; what type it has depends on who asks.
public struct YAMLScalar: Equatable, Sendable {
  /// How it is written. Block scalars (`|` and `>`) count as quoted: they are always text.
  public enum Style: Equatable, Sendable {
    case plain, quoted
  }

  public let text: String
  public let style: Style
  public let range: YAMLRange

  /// The value by YAML 1.2's core schema, with numbers as JSON writes them.
  public var value: YAMLValue {
    guard style == .plain else { return .text(text) }
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: return isJSONNumber(text) ? .number(text) : .text(text)
    }
  }
}

/// What a scalar stands for where nothing else says its type.
public enum YAMLValue: Equatable, Sendable {
  case null
  case bool(Bool)
  /// A JSON number as it is written, so that no digit is lost. `007`, `0x1F`, `1_000`, `.5` are text.
  case number(String)
  case text(String)
}

/// JSON's number grammar (RFC 8259, section 6).
private func isJSONNumber(_ text: String) -> Bool {
  var rest = Array(text.utf8)[...]
  if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
  let whole = takeDigits(&rest)
  guard whole == 1 || (whole > 1 && text.utf8.first { $0 != UInt8(ascii: "-") } != zero) else {
    return false
  }
  if rest.first == UInt8(ascii: ".") {
    rest.removeFirst()
    guard takeDigits(&rest) > 0 else { return false }
  }
  if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
    rest.removeFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    guard takeDigits(&rest) > 0 else { return false }
  }
  return rest.isEmpty
}

private let zero = UInt8(ascii: "0")

private func takeDigits(_ rest: inout ArraySlice<UInt8>) -> Int {
  let digits = rest.prefix { $0 >= zero && $0 <= UInt8(ascii: "9") }
  rest.removeFirst(digits.count)
  return digits.count
}
