import WeirChecker
import WeirJSON
import WeirSyntax

/// Reading a value of the line as a type; `absent` where it is something else.
extension Frame {
  func convertBool(_ value: JSONValue) -> Outcome<Bool> {
    switch value.kind {
    case .true: .value(true)
    case .false: .value(false)
    case .absent, .null, .number, .string, .array, .object: .absent
    }
  }

  mutating func convertFloat(_ value: JSONValue) -> Outcome<Double> {
    guard value.kind == .number, let number = value.double(in: line) else { return .absent }
    return .value(number)
  }

  /// Also times and durations, in microseconds.
  mutating func convertInt(_ value: JSONValue, _ conversion: Conversion) -> Outcome<Int64> {
    let number: Int64? =
      switch conversion {
      case .time: time(value)
      case .duration: duration(value)
      case .int: value.kind == .number ? value.int64(in: line) : nil
      case .bool, .float, .text, .ip, .cidr, .raw: nil
      }
    return number.map { .value($0) } ?? .absent
  }

  mutating func convertText(_ value: JSONValue, takesNumbers: Bool) -> Outcome<TextBytes> {
    switch value.kind {
    case .string: .value(decoded(value))
    case .number: takesNumbers ? .value(leafText(value)) : .absent
    case .absent, .null, .true, .false, .array, .object: .absent
    }
  }

  mutating func convertNetwork(_ value: JSONValue, _ conversion: Conversion) -> Outcome<IPNetwork> {
    guard value.kind == .string else { return .absent }
    let text = decoded(value)
    if conversion == .cidr { return AddressText.network(text).map { .value($0) } ?? .absent }
    return AddressText.address(text).map { .value(IPNetwork(address: $0, prefixLength: 128)) }
      ?? .absent
  }

  private mutating func time(_ value: JSONValue) -> Int64? {
    switch value.kind {
    case .string: return TimeText.microseconds(decoded(value))
    case .number:
      if let whole = value.int64(in: line) { return TimeText.microseconds(epoch: whole) }
      return value.double(in: line).flatMap { TimeText.microseconds(epoch: $0) }
    case .absent, .null, .true, .false, .array, .object: return nil
    }
  }

  /// A duration in a message is a number of seconds.
  private func duration(_ value: JSONValue) -> Int64? {
    guard value.kind == .number, let seconds = value.double(in: line) else { return nil }
    let microseconds = (seconds * 1_000_000).rounded()
    return abs(microseconds) < 0x1p62 ? Int64(microseconds) : nil
  }
}
