/// A JSON value to be written. (Reading messages is another module's work, with other needs.)
indirect enum JSONText {
  case string(String)
  case int(Int)
  case bool(Bool)
  case array([JSONText])
  /// Members in the order in which they are written; absent values are left out.
  case object([(String, JSONText?)])

  /// On one line.
  var compact: String {
    var out = ""
    write(to: &out, indent: nil)
    return out
  }

  /// Two spaces a level.
  var pretty: String {
    var out = ""
    write(to: &out, indent: 0)
    return out + "\n"
  }

  private func write(to out: inout String, indent: Int?) {
    switch self {
    case .string(let text): Self.quote(text, to: &out)
    case .int(let value): out += String(value)
    case .bool(let value): out += value ? "true" : "false"
    case .array(let elements):
      Self.write(elements, "[", "]", to: &out, indent) { element, out, indent in
        element.write(to: &out, indent: indent)
      }
    case .object(let members):
      let present = members.compactMap { name, value in value.map { (name, $0) } }
      Self.write(present, "{", "}", to: &out, indent) { member, out, indent in
        Self.quote(member.0, to: &out)
        out += indent == nil ? ":" : ": "
        member.1.write(to: &out, indent: indent)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], _ open: String, _ close: String, to out: inout String, _ indent: Int?,
    each: (Element, inout String, Int?) -> Void
  ) {
    out += open
    let inner = indent.map { $0 + 1 }
    for (position, element) in elements.enumerated() {
      if position > 0 { out += "," }
      newline(&out, inner)
      each(element, &out, inner)
    }
    if !elements.isEmpty { newline(&out, indent) }
    out += close
  }

  private static func newline(_ out: inout String, _ indent: Int?) {
    guard let indent else { return }
    out += "\n" + String(repeating: "  ", count: indent)
  }

  private static func quote(_ text: String, to out: inout String) {
    out += "\""
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
    out += "\""
  }
}
