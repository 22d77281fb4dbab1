import WeirSyntax

/// A value that is told apart from others, with its tag.
enum RefScalar: Hashable {
  case bool(Bool)
  case int(Int64)
  case float(Double)
  case text([UInt8])
  case network(IPNetwork)
}

enum RefValue {
  case scalar(RefScalar)
  case node(RefNode)
  /// Of `leaves(…)`.
  case leaves([RefNode])
}

enum RefResult {
  case value(RefValue)
  case absent
  case failed

  static func bool(_ value: Bool) -> RefResult { .value(.scalar(.bool(value))) }
  static func int(_ value: Int64) -> RefResult { .value(.scalar(.int(value))) }
  static func text(_ value: [UInt8]) -> RefResult { .value(.scalar(.text(value))) }

  /// Failure where it is no finite number.
  static func float(_ value: Double) -> RefResult {
    value.isFinite ? .value(.scalar(.float(value))) : .failed
  }

  /// Failure where it is no Int64.
  static func int(_ value: Int128) -> RefResult {
    Int64(exactly: value).map { .int($0) } ?? .failed
  }

  var scalar: RefScalar? {
    if case .value(.scalar(let scalar)) = self { return scalar }
    return nil
  }

  var isTrue: Bool { scalar == .bool(true) }
  var isFalse: Bool { scalar == .bool(false) }
}

extension RefScalar {
  /// −1, 0 or 1 for numbers, compared exactly; 0 or 1 for what is only equal or not.
  func order(_ other: RefScalar) -> Int {
    switch (self, other) {
    case (.int(let a), .int(let b)): return a < b ? -1 : a == b ? 0 : 1
    case (.float(let a), .float(let b)): return a < b ? -1 : a == b ? 0 : 1
    case (.float, .int): return -other.order(self)
    case (.int(let a), .float(let b)):
      if b >= 0x1p63 { return -1 }
      if b < -0x1p63 { return 1 }
      let floor = Int64(b.rounded(.down))
      if a != floor { return a < floor ? -1 : 1 }
      return b > b.rounded(.down) ? -1 : 0
    default: return self == other ? 0 : 1
    }
  }

  func isEqual(_ other: RefScalar) -> Bool { order(other) == 0 }
}
