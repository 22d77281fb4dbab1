import WeirChecker

extension Builtins {
  static let log1p = Builtin(
    BuiltinSignature(
      "log1p", [.init([.float], .float)],
      "natural logarithm of 1 + x; a failure for x ≤ -1",
      examples: [.init("log1p(0.0)", "0.0")]),
    .floatToFloat { $0 > -1 ? Logarithm.ofOnePlus($0) : nil })

  static let squareRoot = Builtin(
    BuiltinSignature(
      "sqrt", [.init([.float], .float)], "square root; a failure for a negative number",
      examples: [.init("sqrt(9.0)", "3.0")]),
    .floatToFloat { $0 >= 0 ? $0.squareRoot() : nil })

  static let absolute = Builtin(
    BuiltinSignature(
      "abs", [.init([.int], .int), .init([.float], .float)], "the number without its sign",
      examples: [.init("abs(-3)", "3")]),
    .intToInt { $0 == .min ? nil : Swift.abs($0) }, .floatToFloat { Swift.abs($0) })

  static let minimum = Builtin(
    BuiltinSignature(
      "min", [.init([.int, .int], .int), .init([.float, .float], .float)], "the smaller number",
      examples: [.init("min(2, 3)", "2")]),
    .intsToInt { Swift.min($0, $1) }, .floatsToFloat { Swift.min($0, $1) })

  static let maximum = Builtin(
    BuiltinSignature(
      "max", [.init([.int, .int], .int), .init([.float, .float], .float)], "the larger number",
      examples: [.init("max(2, 3)", "3")]),
    .intsToInt { Swift.max($0, $1) }, .floatsToFloat { Swift.max($0, $1) })

  static let floor = Builtin(
    BuiltinSignature(
      "floor", [.init([.float], .float)], "the largest whole number that is not above x",
      examples: [.init("floor(2.7)", "2.0")]),
    .floatToFloat { $0.rounded(.down) })
}
