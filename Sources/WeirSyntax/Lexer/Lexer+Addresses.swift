/// IP addresses and networks.
extension Lexer {
  /// Four numbers with dots, perhaps with a prefix length; false if there is no such shape.
  mutating func addressV4() -> Bool {
    let start = at
    var parts: [Int] = []
    var isOctets = true
    var here = at
    while parts.count < 4 {
      let begin = here
      while here < bytes.count, bytes[here].isDigit { here += 1 }
      guard here > begin, here - begin < 10 else { return false }
      let value = bytes[begin..<here].reduce(0) { $0 * 10 + Int($1 - 0x30) }
      isOctets = isOctets && value < 256 && (here - begin == 1 || bytes[begin] != 0x30)
      parts.append(value)
      if parts.count < 4 {
        guard here < bytes.count, bytes[here] == UInt8(ascii: ".") else { return false }
        here += 1
      }
    }
    at = here
    let runsOn = byte() == UInt8(ascii: ".") && byte(1).isDigit
    guard isOctets, !runsOn, !byte().isNamePart else {
      badAddress(from: start)
      return true
    }
    let value = parts.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    network(IPAddress(v4: value), from: start)
    return true
  }

  /// `2001:db8::1`; false if the bytes here are no IPv6 address. Two colons without anything but
  /// hex digits between them stand in no other text.
  mutating func addressV6() -> Bool {
    let start = at
    var here = at
    var colons = 0
    while here < bytes.count, bytes[here].hexValue != nil || bytes[here] == UInt8(ascii: ":") {
      colons += bytes[here] == UInt8(ascii: ":") ? 1 : 0
      here += 1
    }
    // `any x in ::1: …` has a colon behind the address.
    if here - start > 2, bytes[here - 1] == UInt8(ascii: ":"), bytes[here - 2] != UInt8(ascii: ":")
    {
      here -= 1
      colons -= 1
    }
    guard colons >= 2, here == bytes.count || !bytes[here].isNamePart,
      let address = IPAddress.v6(bytes[start..<here])
    else { return false }
    at = here
    network(address, from: start)
    return true
  }

  private mutating func network(_ address: IPAddress, from start: Int) {
    guard byte() == UInt8(ascii: "/"), byte(1).isDigit else {
      return emit(.literal(.ip(address)), from: start)
    }
    at += 1
    let digits = at
    skip { $0.isNamePart }
    let length = Int(text(from: digits)) ?? 129
    guard length <= (address.isV4 ? 32 : 128) else { return badAddress(from: start) }
    let prefix = address.isV4 ? length + 96 : length
    emit(.literal(.cidr(IPNetwork(address: address, prefixLength: prefix))), from: start)
  }

  private mutating func badAddress(from start: Int) {
    skip { $0.isNamePart || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
    report(
      SyntaxCodes.badAddress, "`\(text(from: start))` is no address or network",
      at: span(from: start),
      help: "an IPv4 address is four numbers from 0 to 255 without leading zeros; a network adds "
        + "`/0` to `/32`")
    emit(.literal(.ip(IPAddress(v4: 0))), from: start)
  }
}

extension IPAddress {
  /// The groups of an IPv6 address in hex, with one `::` for groups of zeros.
  static func v6(_ text: ArraySlice<UInt8>) -> IPAddress? {
    var groups: [UInt64] = []
    var gap: Int?
    var here = text.startIndex
    while here < text.endIndex {
      if text[here] == UInt8(ascii: ":") {
        guard gap == nil, here + 1 < text.endIndex, text[here + 1] == UInt8(ascii: ":"),
          groups.isEmpty
        else { return nil }
        gap = 0
        here += 2
        continue
      }
      guard let (group, end) = hexGroup(text, from: here) else { return nil }
      groups.append(group)
      here = end
      guard here < text.endIndex else { break }
      here += 1
      guard here < text.endIndex else { return nil }
      if text[here] == UInt8(ascii: ":") {
        guard gap == nil else { return nil }
        gap = groups.count
        here += 1
      }
    }
    return assemble(groups, gap: gap)
  }

  private static func hexGroup(_ text: ArraySlice<UInt8>, from start: Int) -> (UInt64, Int)? {
    var value: UInt64 = 0
    var here = start
    while here < text.endIndex, let digit = text[here].hexValue {
      guard here - start < 4 else { return nil }
      value = value << 4 | UInt64(digit)
      here += 1
    }
    return here > start ? (value, here) : nil
  }

  private static func assemble(_ groups: [UInt64], gap: Int?) -> IPAddress? {
    var all = groups
    if let gap {
      guard groups.count < 8 else { return nil }
      all.insert(contentsOf: Array(repeating: 0, count: 8 - groups.count), at: gap)
    }
    guard all.count == 8 else { return nil }
    let high = all[..<4].reduce(UInt64(0)) { $0 << 16 | $1 }
    let low = all[4...].reduce(UInt64(0)) { $0 << 16 | $1 }
    return IPAddress(high: high, low: low)
  }
}
