import WeirJSON

/// `x in xs`, where `xs` is a list of the message.
extension Frame {
  mutating func isElement(_ subject: NodeID, of list: NodeID, _ code: Int32) -> Outcome<Bool> {
    guard let test = ElementTest(code: code) else { return .failed }
    return raw(list).flatMap { value in
      guard value.kind == .array else { return .absent }
      // Most lists of flags are empty.
      if value.isEmptyList { return .value(false) }
      switch (test.subject, test.element) {
      case (.text, _):
        return text(subject).map { wanted in contains(value) { $0.text($1, is: wanted) } }
      case (.int, .float):
        return int(subject).map { wanted in
          contains(value) { $0.convertFloat($1).map { Self.exactOrder(wanted, $0) } == .value(0) }
        }
      case (.int, _), (.time, _), (.duration, _):
        return int(subject).map { wanted in
          contains(value) { $0.convertInt($1, test.element) == .value(wanted) }
        }
      case (.float, .int):
        return float(subject).map { wanted in
          contains(value) {
            $0.convertInt($1, .int).map { Self.exactOrder($0, wanted) } == .value(0)
          }
        }
      case (.float, _):
        return float(subject).map { wanted in
          contains(value) { $0.convertFloat($1) == .value(wanted) }
        }
      case (.bool, _):
        return bool(subject).map { wanted in
          contains(value) { $0.convertBool($1) == .value(wanted) }
        }
      case (.ip, _), (.cidr, _):
        return network(subject).map { wanted in
          contains(value) { $0.convertNetwork($1, test.element) == .value(wanted) }
        }
      case (.raw, _): return .failed
      }
    }
  }

  private mutating func contains(
    _ list: JSONValue, where isWanted: (inout Frame, JSONValue) -> Bool
  ) -> Bool {
    var elements = list.elements(in: line)
    while let element = elements.next() {
      if temporarily({ isWanted(&$0, element) }) { return true }
    }
    return false
  }

  private mutating func text(_ value: JSONValue, is wanted: TextBytes) -> Bool {
    value.kind == .string && decoded(value).isEqual(wanted)
  }
}

extension JSONValue {
  /// Whether a list is written `[]`.
  fileprivate var isEmptyList: Bool { end - start == 2 }
}
