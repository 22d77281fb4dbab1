/// A tree as indented text, without positions: two texts that mean the same dump the same.
public enum TreeDump {
  /// One line for each part; comments are left out. Linear in the size of the tree.
  public static func text(of tree: PolicyTree) -> String {
    var out = ""
    for declaration in tree.declarations { write(declaration, name: "", depth: 0, to: &out) }
    return out
  }

  /// Reflection walks the tree, so that no part can be forgotten here when the tree gains one.
  private static func write(_ value: Any, name: String, depth: Int, to out: inout String) {
    if value is SourceSpan { return }
    let indent = String(repeating: "  ", count: depth) + (name.isEmpty ? "" : name + ": ")
    if let leaf = leaf(value) {
      out += indent + leaf + "\n"
      return
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional:
      if let wrapped = mirror.children.first {
        write(wrapped.value, name: name, depth: depth, to: &out)
      }
    case .enum: writeCase(value, mirror, indent, depth, to: &out)
    case .collection:
      guard !mirror.children.isEmpty else { return }
      out += indent + "[]\n"
      writeChildren(of: mirror, depth + 1, to: &out)
    default:
      // A wrapper of one kind and a span needs no line of its own.
      if let kind = mirror.children.first(where: { $0.label == "kind" }), !(value is PolicyNode) {
        return write(kind.value, name: name, depth: depth, to: &out)
      }
      out += indent + "\(type(of: value))\n"
      writeChildren(of: mirror, depth + 1, to: &out)
    }
  }

  private static func writeCase(
    _ value: Any, _ mirror: Mirror, _ indent: String, _ depth: Int, to out: inout String
  ) {
    guard let payload = mirror.children.first else {
      out += indent + "\(value)\n"
      return
    }
    out += indent + (payload.label ?? "") + "\n"
    let parts = Mirror(reflecting: payload.value)
    if parts.displayStyle == .tuple {
      writeChildren(of: parts, depth + 1, to: &out)
    } else {
      write(payload.value, name: "", depth: depth + 1, to: &out)
    }
  }

  private static func writeChildren(of mirror: Mirror, _ depth: Int, to out: inout String) {
    for child in mirror.children {
      let label = child.label.flatMap { $0.hasPrefix(".") ? nil : $0 } ?? ""
      write(child.value, name: label, depth: depth, to: &out)
    }
  }

  /// What is shown on one line.
  private static func leaf(_ value: Any) -> String? {
    switch value {
    case let name as Name: name.text
    case let name as QualifiedName: name.text
    case let text as TextLiteral: JSONText.string(text.value).compact
    case let regex as RegexLiteral: "/\(regex.pattern)/\(regex.flags)"
    case let verdict as VerdictName: verdict.verdict.name
    case let sign as BinaryOperator: sign.rawValue
    case let literal as Literal: Self.literal(literal)
    case is Bool, is Int64, is String, is Double: "\(value)"
    default: nil
    }
  }

  private static func literal(_ literal: Literal) -> String {
    switch literal {
    case .bool(let value): "\(value)"
    case .int(let value): "\(value)"
    case .float(let value): "float \(value)"
    case .text(let value): JSONText.string(value).compact
    case .time(let micros): "time \(micros)"
    case .duration(let micros): "duration \(micros)"
    case .ip(let address): "ip \(hex(address))"
    case .cidr(let network): "cidr \(hex(network.address))/\(network.prefixLength)"
    case .null: "null"
    }
  }

  private static func hex(_ address: IPAddress) -> String {
    String(address.high, radix: 16) + ":" + String(address.low, radix: 16)
  }
}
