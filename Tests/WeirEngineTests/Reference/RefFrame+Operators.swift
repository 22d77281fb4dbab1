import WeirChecker
import WeirMatcher
import WeirSyntax
import WeirText

extension RefResult {
  func mapBool(_ body: (Bool) -> Bool) -> RefResult {
    guard case .value(.scalar(.bool(let value))) = self else { return self }
    return .bool(body(value))
  }
}

extension RefFrame {
  // What is neither true nor false is a failure; order doesn't matter.

  func and(_ a: RefResult, _ b: RefResult) -> RefResult {
    if a.isFalse || b.isFalse { return .bool(false) }
    return a.isTrue && b.isTrue ? .bool(true) : .failed
  }

  func or(_ a: RefResult, _ b: RefResult) -> RefResult {
    if a.isTrue || b.isTrue { return .bool(true) }
    return a.isFalse && b.isFalse ? .bool(false) : .failed
  }

  func one(_ a: RefResult, _ body: (RefScalar) -> RefResult) -> RefResult {
    switch a {
    case .value(.scalar(let scalar)): body(scalar)
    case .value, .failed: .failed
    case .absent: .absent
    }
  }

  func both(
    _ a: RefResult, _ b: RefResult, _ body: (RefScalar, RefScalar) -> RefResult
  ) -> RefResult {
    if case .failed = a { return .failed }
    if case .failed = b { return .failed }
    return one(a) { x in one(b) { y in body(x, y) } }
  }

  func coalesce(_ a: RefResult, _ b: CheckedExpression) -> RefResult {
    if case .absent = a { return eval(b) }
    return a
  }

  func negate(_ a: RefResult) -> RefResult {
    one(a) { value in
      switch value {
      case .int(let number): .int(-Int128(number))
      case .float(let number): .float(-number)
      case .bool, .text, .network: .failed
      }
    }
  }

  func widened(_ a: RefResult) -> RefResult {
    one(a) { value in
      if case .int(let number) = value { .float(Double(number)) } else { .value(.scalar(value)) }
    }
  }

  func isIn(_ value: RefScalar, _ entry: RefScalar) -> Bool {
    if case .network(let subject) = value, case .network(let network) = entry {
      return network.holds(subject)
    }
    return value.isEqual(entry)
  }

  func arithmetic(
    _ operation: Arithmetic, _ a: RefScalar, _ b: RefScalar, isFloat: Bool
  ) -> RefResult {
    if !isFloat, case .int(let x) = a, case .int(let y) = b {
      return whole(operation, Int128(x), Int128(y))
    }
    guard let x = a.double, let y = b.double else { return .failed }
    switch operation {
    case .add: return .float(x + y)
    case .subtract: return .float(x - y)
    case .multiply: return .float(x * y)
    case .divide: return y == 0 ? .absent : .float(x / y)
    case .remainder: return y == 0 ? .absent : .float(x.truncatingRemainder(dividingBy: y))
    }
  }

  private func whole(_ operation: Arithmetic, _ x: Int128, _ y: Int128) -> RefResult {
    switch operation {
    case .add: .int(x + y)
    case .subtract: .int(x - y)
    case .multiply: .int(x * y)
    case .divide: y == 0 ? .absent : .int(x / y)
    case .remainder: y == 0 ? .absent : .int(x % y)
    }
  }

  // MARK: - Builtins

  func call(_ name: String, _ arguments: [RefResult]) -> RefResult {
    if arguments.contains(where: { if case .failed = $0 { true } else { false } }) {
      return .failed
    }
    guard case .value(let first) = arguments[0] else { return .absent }
    switch first {
    case .node(let node): return call(name, node)
    case .leaves(let leaves): return name == "length" ? .int(Int64(leaves.count)) : .failed
    case .scalar(.text(let text)): return call(name, text)
    case .scalar(.int(let x)): return call(name, x, arguments.dropFirst().first?.scalar)
    case .scalar(.float(let x)): return call(name, x, arguments.dropFirst().first?.scalar)
    case .scalar(.network(let network)): return .bool(isPrivate(network.address))
    case .scalar(.bool): return .failed
    }
  }

  private func call(_ name: String, _ node: RefNode) -> RefResult {
    switch name {
    case "length": .int(Int64(node.elements?.count ?? 0))
    case "leaves": .value(.leaves(node.leaves.filter { !$0.isName }))
    case "as_string": node.isString ? .text(node.text) : .absent
    case "as_int": read(node, .int)
    case "as_float": read(node, .float)
    case "as_bool": read(node, .bool)
    default: .failed
    }
  }

  private func call(_ name: String, _ text: [UInt8]) -> RefResult {
    let string = String(decoding: text, as: UTF8.self)
    let scalars = Array(string.unicodeScalars)
    func measure(_ body: (UnsafeBufferPointer<UInt8>) -> Double) -> RefResult {
      .float(text.withUnsafeBufferPointer(body))
    }
    func count(_ body: (UnsafeBufferPointer<UInt8>) -> Int) -> RefResult {
      .int(Int64(text.withUnsafeBufferPointer(body)))
    }
    func test(_ body: (UnsafeBufferPointer<UInt8>) -> Bool) -> RefResult {
      .bool(text.withUnsafeBufferPointer(body))
    }
    switch name {
    case "length": return .int(Int64(scalars.count))
    case "bytes": return .int(Int64(text.count))
    case "word_count": return count(TextMeasure.wordCount)
    case "line_count": return count(TextMeasure.lineCount)
    case "longest_token": return count(TextMeasure.longestToken)
    case "char_entropy": return measure(TextMeasure.characterEntropy)
    case "symbol_ratio": return measure(TextMeasure.symbolRatio)
    case "digit_ratio": return measure(TextMeasure.digitRatio)
    case "uppercase_ratio": return measure(TextMeasure.uppercaseRatio)
    case "non_ascii_ratio":
      let others = scalars.filter { !$0.isASCII }.count
      return .float(scalars.isEmpty ? 0 : Double(others) / Double(scalars.count))
    case "invisible_ratio": return measure(TextMeasure.invisibleRatio)
    case "base64_ratio": return measure(TextMeasure.base64LikeRatio)
    case "repetition_ratio": return measure(TextMeasure.repetitionRatio)
    case "has_invisible": return test(TextMeasure.hasInvisible)
    case "luhn": return test(isLuhnNumber)
    case "iban": return test(isIBAN)
    case "lower":
      return .text(
        scalars.flatMap { Array(($0.isASCII ? $0.properties.lowercaseMapping : "\($0)").utf8) })
    case "as_int": return Int64(string).map { .int($0) } ?? .absent
    case "as_float":
      let isPlain = string.allSatisfy { "0123456789+-.eE".contains($0) }
      return Double(string).flatMap { isPlain && $0.isFinite ? .float($0) : nil } ?? .absent
    default: return .failed
    }
  }

  private func call(_ name: String, _ x: Int64, _ other: RefScalar?) -> RefResult {
    if case .int(let y)? = other {
      switch name {
      case "min": return .int(x < y ? x : y)
      case "max": return .int(x > y ? x : y)
      default: return .failed
      }
    }
    let day: Int64 = 86_400_000_000
    let dayNumber = Int64((Double(x) / Double(day)).rounded(.down))
    switch name {
    case "abs": return .int(Int128(x) < 0 ? -Int128(x) : Int128(x))
    case "hour": return .int((x - dayNumber * day) / 3_600_000_000)
    case "weekday": return .int((((dayNumber + 3) % 7) + 7) % 7 + 1)
    default: return .failed
    }
  }

  private func call(_ name: String, _ x: Double, _ other: RefScalar?) -> RefResult {
    if let y = other?.double {
      return name == "min" ? .float(x < y ? x : y) : name == "max" ? .float(x > y ? x : y) : .failed
    }
    switch name {
    case "abs": return .float(x < 0 ? -x : x)
    case "sqrt": return x < 0 ? .failed : .float(x.squareRoot())
    case "floor": return .float(x.rounded(.down))
    default: return .failed
    }
  }

  private func isPrivate(_ address: IPAddress) -> Bool {
    let networks = [
      "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "fc00::/7",
      "fe80::/10", "::1/128",
    ]
    let subject = IPNetwork(address: address, prefixLength: 128)
    return networks.contains { RefReading.network($0)?.holds(subject) == true }
  }
}

extension RefScalar {
  var double: Double? {
    switch self {
    case .int(let value): Double(value)
    case .float(let value): value
    case .bool, .text, .network: nil
    }
  }
}

extension Comparison {
  func holds(between a: RefScalar, _ b: RefScalar) -> Bool {
    let order = a.order(b)
    return switch self {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }
}
