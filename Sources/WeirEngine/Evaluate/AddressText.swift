import WeirSyntax

/// Addresses and networks as messages write them.
enum AddressText {
  /// An IPv4 address in dotted decimal (no leading zeros, which some read as octal) or an IPv6
  /// address by RFC 4291; zones are not addresses.
  static func address(_ text: TextBytes) -> IPAddress? {
    if text.contains(UInt8(ascii: ":")) { return v6(text) }
    return v4(text).map(IPAddress.init(v4:))
  }

  /// `address/length`.
  static func network(_ text: TextBytes) -> IPNetwork? {
    guard let slash = text.firstIndex(of: UInt8(ascii: "/")),
      let address = address(TextBytes(rebasing: text[..<slash])),
      let length = decimal(text, slash + 1..<text.count, digits: 3)
    else { return nil }
    let offset = address.isV4 && !text[..<slash].contains(UInt8(ascii: ":")) ? 96 : 0
    guard offset + length <= 128 else { return nil }
    return IPNetwork(address: address, prefixLength: offset + length)
  }

  private static func decimal(_ text: TextBytes, _ range: Range<Int>, digits: Int) -> Int? {
    guard !range.isEmpty, range.count <= digits else { return nil }
    if range.count > 1, text[range.lowerBound] == 0x30 { return nil }
    var value = 0
    for place in range {
      guard text[place] >= 0x30, text[place] <= 0x39 else { return nil }
      value = value * 10 + Int(text[place] - 0x30)
    }
    return value
  }

  private static func v4(_ text: TextBytes) -> UInt32? {
    var value: UInt32 = 0
    var parts = 0
    var start = 0
    for place in 0...text.count where place == text.count || text[place] == UInt8(ascii: ".") {
      guard let part = decimal(text, start..<place, digits: 3), part <= 255 else { return nil }
      value = value << 8 | UInt32(part)
      parts += 1
      start = place + 1
      if parts > 4 { return nil }
    }
    return parts == 4 ? value : nil
  }

  private static func v6(_ text: TextBytes) -> IPAddress? {
    var groups: [UInt16] = []
    var gap: Int?
    var place = 0
    while place < text.count {
      if text[place] == UInt8(ascii: ":") {
        guard place + 1 < text.count, text[place + 1] == UInt8(ascii: ":"), gap == nil else {
          return nil
        }
        gap = groups.count
        place += 2
        if place == text.count { break }
      }
      let end = text[place...].firstIndex(of: UInt8(ascii: ":")) ?? text.count
      let part = TextBytes(rebasing: text[place..<end])
      if end == text.count, part.contains(UInt8(ascii: ".")) {
        guard let tail = v4(part) else { return nil }
        groups += [UInt16(tail >> 16), UInt16(tail & 0xffff)]
      } else {
        guard let group = hexadecimal(part) else { return nil }
        groups.append(group)
      }
      place = end
      // One colon parts groups; two are left for the gap.
      if place < text.count, place + 1 < text.count, text[place + 1] != UInt8(ascii: ":") {
        place += 1
      } else if place + 1 == text.count {
        return nil
      }
      if groups.count > 8 { return nil }
    }
    return assembled(groups, gap: gap)
  }

  private static func hexadecimal(_ text: TextBytes) -> UInt16? {
    guard !text.isEmpty, text.count <= 4 else { return nil }
    var value: UInt16 = 0
    for byte in text {
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x41 + 10
      case 0x61...0x66: digit = byte - 0x61 + 10
      default: return nil
      }
      value = value << 4 | UInt16(digit)
    }
    return value
  }

  private static func assembled(_ groups: [UInt16], gap: Int?) -> IPAddress? {
    var all = groups
    if let gap {
      guard groups.count < 8 else { return nil }
      all.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap)
    }
    guard all.count == 8 else { return nil }
    let high = all[..<4].reduce(UInt64(0)) { $0 << 16 | UInt64($1) }
    let low = all[4...].reduce(UInt64(0)) { $0 << 16 | UInt64($1) }
    return IPAddress(high: high, low: low)
  }
}
