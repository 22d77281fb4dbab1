/// Single values. Each kind comes twice: required (absence is noted) and optional.
extension YAMLReader {
  /// Text: any single value as it is written, quoted or not, with its place.
  public func scalar(_ key: String) -> YAMLScalar? { node(key).flatMap(scalar) }
  /// Text with its place, or nil where the key is absent.
  public func optionalScalar(_ key: String) -> YAMLScalar? { optionalNode(key).flatMap(scalar) }

  /// Text: any single value as it is written, quoted or not. Durations and sizes are read so.
  public func string(_ key: String) -> String? { scalar(key)?.text }
  /// Text, or nil where the key is absent.
  public func optionalString(_ key: String) -> String? { optionalScalar(key)?.text }

  /// A whole number in decimal digits, not quoted.
  public func int(_ key: String) -> Int? { node(key).flatMap(int) }
  /// A whole number, or nil where the key is absent.
  public func optionalInt(_ key: String) -> Int? { optionalNode(key).flatMap(int) }

  /// A finite number as JSON writes it, not quoted.
  public func double(_ key: String) -> Double? { node(key).flatMap(double) }
  /// A number, or nil where the key is absent.
  public func optionalDouble(_ key: String) -> Double? { optionalNode(key).flatMap(double) }

  /// `true` or `false`, not quoted.
  public func bool(_ key: String) -> Bool? { node(key).flatMap(bool) }
  /// `true` or `false`, or nil where the key is absent.
  public func optionalBool(_ key: String) -> Bool? { optionalNode(key).flatMap(bool) }

  func scalar(_ node: YAMLNode) -> YAMLScalar? {
    if case .scalar(let scalar) = node, scalar.value != .null { return scalar }
    expected("text", found: node)
    return nil
  }

  private func int(_ node: YAMLNode) -> Int? {
    if case .scalar(let scalar) = node, case .number(let text) = scalar.value {
      if let number = Int(text) { return number }
      if text.utf8.allSatisfy({ $0 != UInt8(ascii: ".") && $0 | 0x20 != UInt8(ascii: "e") }) {
        report("`\(quoted(text))` is too large for a whole number", at: scalar.range)
        return nil
      }
    }
    expected("a whole number", found: node)
    return nil
  }

  private func double(_ node: YAMLNode) -> Double? {
    if case .scalar(let scalar) = node, case .number(let text) = scalar.value {
      if let number = Double(text), number.isFinite { return number }
      report("`\(quoted(text))` is too large for a number", at: scalar.range)
      return nil
    }
    expected("a number", found: node)
    return nil
  }

  private func bool(_ node: YAMLNode) -> Bool? {
    if case .scalar(let scalar) = node {
      if case .bool(let value) = scalar.value { return value }
      if scalar.style == .plain, Self.otherBools.contains(scalar.text.lowercased()) {
        report("`\(scalar.text)` is text here: write true or false", at: scalar.range)
        return nil
      }
    }
    expected("true or false", found: node)
    return nil
  }

  /// What YAML 1.1 also took for booleans.
  private static let otherBools: Set = ["yes", "no", "on", "off", "y", "n"]
}
