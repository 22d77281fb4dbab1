import WeirChecker

/// How `x in xs` compares: an int and a float are compared exactly, neither rounded.
struct ElementTest {
  var subject: Conversion
  var element: Conversion

  init(_ subject: Conversion, _ element: Conversion) {
    self.subject = subject
    self.element = element
  }

  init?(code: Int32) {
    guard let subject = Conversion(rawValue: Int(code) / 16),
      let element = Conversion(rawValue: Int(code) % 16)
    else { return nil }
    self.init(subject, element)
  }

  var code: Int { subject.rawValue * 16 + element.rawValue }
}

extension Comparison {
  /// Its place among the operands of a node.
  var code: Int {
    switch self {
    case .equal: 0
    case .notEqual: 1
    case .less: 2
    case .lessOrEqual: 3
    case .greater: 4
    case .greaterOrEqual: 5
    }
  }

  init(code: Int32) {
    switch code {
    case 0: self = .equal
    case 1: self = .notEqual
    case 2: self = .less
    case 3: self = .lessOrEqual
    case 4: self = .greater
    default: self = .greaterOrEqual
    }
  }

  /// Whether it holds between values whose order is `order` (negative, zero or positive).
  @inline(__always)
  func holds(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }
}

extension Arithmetic {
  var code: Int {
    switch self {
    case .add: 0
    case .subtract: 1
    case .multiply: 2
    case .divide: 3
    case .remainder: 4
    }
  }

  init(code: Int32) {
    switch code {
    case 0: self = .add
    case 1: self = .subtract
    case 2: self = .multiply
    case 3: self = .divide
    default: self = .remainder
    }
  }
}

extension TextSearch {
  var code: Int {
    switch self {
    case .contains: 0
    case .startsWith: 1
    case .endsWith: 2
    }
  }

  init(code: Int32) {
    switch code {
    case 0: self = .contains
    case 1: self = .startsWith
    default: self = .endsWith
    }
  }
}
