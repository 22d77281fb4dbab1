import WeirSyntax

/// Reads an entry of a list file as an address (`10.0.0.1`, `2001:db8::1`) or a network.
enum AddressText {
  static func read(_ text: String) -> Constant? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 2, let address = address(first) else {
      return nil
    }
    guard parts.count == 2 else { return .ip(address) }
    let bits = address.isV4 ? 32 : 128
    guard let length = number(parts[1], atMost: bits) else { return nil }
    return .cidr(IPNetwork(address: address, prefixLength: length + (128 - bits)))
  }

  private static func address(_ text: Substring) -> IPAddress? {
    text.contains(":") ? v6(text) : v4(text).map(IPAddress.init(v4:))
  }

  private static func v4(_ text: Substring) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var value: UInt32 = 0
    for part in parts {
      guard let byte = number(part, atMost: 255) else { return nil }
      value = value << 8 | UInt32(byte)
    }
    return value
  }

  /// Decimal, without a sign or leading zeros: `010` is 8 to some readers and 10 to others.
  private static func number(_ text: Substring, atMost bound: Int) -> Int? {
    guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }),
      text == "0" || text.first != "0", let value = Int(text), value <= bound
    else { return nil }
    return value
  }

  /// RFC 4291, section 2.2; without a zone.
  private static func v6(_ text: Substring) -> IPAddress? {
    let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
    guard halves.count <= 2, let head = groups(halves[0], isLast: halves.count == 1) else {
      return nil
    }
    guard halves.count == 2 else { return head.count == 8 ? address(head) : nil }
    guard let tail = groups(halves[1], isLast: true), head.count + tail.count < 8 else {
      return nil
    }
    let zeros = [UInt16](repeating: 0, count: 8 - head.count - tail.count)
    return address(head + zeros + tail)
  }

  private static func groups(_ text: Substring, isLast: Bool) -> [UInt16]? {
    if text.isEmpty { return [] }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 8 else { return nil }
    var groups: [UInt16] = []
    for (index, part) in parts.enumerated() {
      if isLast, index == parts.count - 1, part.contains(".") {
        guard let value = v4(part) else { return nil }
        groups += [UInt16(value >> 16), UInt16(value & 0xffff)]
      } else {
        guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
          part.utf8.count == part.count, let group = UInt16(part, radix: 16)
        else { return nil }
        groups.append(group)
      }
    }
    return groups
  }

  private static func address(_ groups: [UInt16]) -> IPAddress? {
    guard groups.count == 8 else { return nil }
    func word(_ part: ArraySlice<UInt16>) -> UInt64 { part.reduce(0) { $0 << 16 | UInt64($1) } }
    return IPAddress(high: word(groups[..<4]), low: word(groups[4...]))
  }
}
