import WeirSyntax

/// One text for one meaning: equal windows get equal names, and a model's file knows its features.
extension Checker {
  func canonical(_ window: CheckedWindow) -> String {
    var parts: [String] = []
    if window.countsMalformed { parts.append("malformed") }
    if let value = window.value { parts.append(canonical(value)) }
    if !window.keys.isEmpty {
      parts.append("by " + window.keys.map(canonical).joined(separator: ", "))
    }
    parts.append("last \(canonical(.duration(window.lengthMicroseconds)))")
    if let condition = window.condition { parts.append("where \(canonical(condition))") }
    return "\(window.function.rawValue)(\(parts.joined(separator: ", ")))"
  }

  /// Fully parenthesised where it matters; a `let` stands for what it says.
  func canonical(_ e: CheckedExpression) -> String {
    switch e.kind {
    case .constant(let constant): canonical(constant)
    case .field(let id): message.fields[id].path.joined(separator: ".")
    case .member(let base, let name): "\(canonical(base)).\(quoted(name))"
    case .element(let base, let index): "\(canonical(base))[\(index)]"
    case .variable(let index): "$\(index)"
    case .letBinding(let id): letTraits[id].canonical
    case .matchedText: "match"
    case .exists(let path): "exists(\(canonical(path)))"
    case .isNull(let path): "is_null(\(canonical(path)))"
    case .call(let builtin, let arguments):
      "\(builtin.name)(\(arguments.map(canonical).joined(separator: ", ")))"
    case .window(let id): windows[id].name
    case .score(let id): "score(\(models[id].name))"
    case .not(let inner): "not \(canonical(inner))"
    case .and(let a, let b): "(\(canonical(a)) and \(canonical(b)))"
    case .or(let a, let b): "(\(canonical(a)) or \(canonical(b)))"
    case .negate(let inner): "-\(canonical(inner))"
    case .compare(let op, let a, let b): "(\(canonical(a)) \(op.rawValue) \(canonical(b)))"
    case .arithmetic(let op, let a, let b): "(\(canonical(a)) \(op.rawValue) \(canonical(b)))"
    case .widened(let inner): canonical(inner)
    case .isMember(let value, let list): "(\(canonical(value)) in \(canonical(list)))"
    case .isElement(let value, let list): "(\(canonical(value)) in \(canonical(list)))"
    case .search(let search, let a, let texts):
      "(\(canonical(a)) \(search.rawValue) [\(texts.map(quoted).joined(separator: ", "))])"
    case .searchDynamic(let search, let a, let b):
      "(\(canonical(a)) \(search.rawValue) \(canonical(b)))"
    case .matches(let a, let ids):
      "(\(canonical(a)) matches [\(ids.map(canonicalPattern).joined(separator: ", "))])"
    case .quantified(let quantifier, let index, let list, let body):
      "(\(quantifier.rawValue) $\(index) in \(canonical(list)): \(canonical(body)))"
    case .coalesce(let a, let b): "(\(canonical(a)) ?? \(canonical(b)))"
    }
  }

  private func canonicalPattern(_ id: PatternID) -> String {
    let pattern = patterns[id]
    return "\(pattern.name):/\(pattern.regex.pattern)/\(pattern.regex.flags)"
  }

  private func canonical(_ list: ConstantList) -> String {
    let all = "[\(list.values.map { canonical($0) }.joined(separator: ", "))]"
    guard all.utf8.count > CheckLimits.canonicalLetBytesMax else { return all }
    return "\(list.name ?? "list")#\(digest(all))"
  }

  private func canonical(_ constant: Constant) -> String {
    switch constant {
    case .bool(let value): "\(value)"
    case .int(let value): "\(value)"
    case .float(let value): "\(value)"
    case .text(let value): quoted(value)
    case .time(let value): "time(\(value))"
    case .duration(let value): "\(value)us"
    case .ip(let value): "ip(\(hexadecimal(value)))"
    case .cidr(let value): "cidr(\(hexadecimal(value.address))/\(value.prefixLength))"
    }
  }

  private func hexadecimal(_ address: IPAddress) -> String {
    "\(String(address.high, radix: 16)):\(String(address.low, radix: 16))"
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// What a `let` is called in canonical text: its body, or a digest of it where that is long.
  func canonicalLet(_ name: String, _ body: CheckedExpression) -> String {
    let text = canonical(body)
    return text.utf8.count > CheckLimits.canonicalLetBytesMax ? "\(name)#\(digest(text))" : text
  }

  /// FNV-1a, 64 bits: tells versions apart, and needs no more.
  private func digest(_ text: String) -> String {
    let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }
}
