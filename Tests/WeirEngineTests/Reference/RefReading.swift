import Foundation
import WeirChecker
import WeirSyntax

/// Values of a line read as the types of the language.
enum RefReading {
  /// A whole number, however written; nil where it isn't whole or no Int64.
  static func int(_ node: RefNode) -> Int64? {
    guard node.isNumber else { return nil }
    var text = String(decoding: node.text, as: UTF8.self)
    let isNegative = text.hasPrefix("-")
    if isNegative { text.removeFirst() }
    let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
    var digits = String(mantissa[0]) + fraction
    while digits.hasPrefix("0") { digits.removeFirst() }
    if digits.isEmpty { return 0 }
    guard let power = parts.count > 1 ? Int(parts[1]) : 0 else { return nil }
    var exponent = power - fraction.count
    while digits.hasSuffix("0") {
      digits.removeLast()
      exponent += 1
    }
    guard exponent >= 0, exponent < 30 else { return nil }
    return Int64((isNegative ? "-" : "") + digits + String(repeating: "0", count: exponent))
  }

  static func float(_ node: RefNode) -> Double? {
    guard node.isNumber, let value = Double(String(decoding: node.text, as: UTF8.self)),
      value.isFinite
    else { return nil }
    return value
  }

  /// Microseconds of RFC 3339 text or an epoch number.
  static func time(_ node: RefNode) -> Int64? {
    if node.isString { return time(String(decoding: node.text, as: UTF8.self)) }
    if let whole = int(node) {
      let scale: Int128 = whole > 100_000_000_000 || whole < -100_000_000_000 ? 1000 : 1_000_000
      return Int64(exactly: Int128(whole) * scale)
    }
    guard let number = float(node) else { return nil }
    let seconds = abs(number) > 1e11 ? number / 1000 : number
    let value = (seconds * 1_000_000).rounded()
    return abs(value) < 0x1p62 ? Int64(value) : nil
  }

  static func time(_ text: String) -> Int64? {
    let form =
      #/(\d\d\d\d)-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)/#
      .asciiOnlyDigits()
    guard let found = text.wholeMatch(of: form)?.output else { return nil }
    var parts = tm()
    parts.tm_year = Int32(found.1)! - 1900
    parts.tm_mon = Int32(found.2)! - 1
    parts.tm_mday = Int32(found.3)!
    parts.tm_hour = Int32(found.4)!
    parts.tm_min = Int32(found.5)!
    let second = Int64(found.6)!
    guard parts.tm_hour <= 23, parts.tm_min <= 59, second <= 60 else { return nil }
    let wanted = (parts.tm_mon, parts.tm_mday)
    var seconds = Int64(timegm(&parts))
    // `timegm` carries over what no calendar has.
    guard (parts.tm_mon, parts.tm_mday) == wanted else { return nil }
    let zone = found.8
    if zone.count > 1 {
      guard let hours = Int64(zone.dropFirst().prefix(2)), let minutes = Int64(zone.suffix(2)),
        hours <= 23, minutes <= 59
      else { return nil }
      seconds -= (hours * 60 + minutes) * (zone.hasPrefix("-") ? -60 : 60)
    }
    let fraction = ((found.7.map(String.init) ?? "") + "000000").prefix(6)
    return (seconds + second) * 1_000_000 + Int64(fraction)!
  }

  static func duration(_ node: RefNode) -> Int64? {
    guard let seconds = float(node) else { return nil }
    let value = (seconds * 1_000_000).rounded()
    return abs(value) < 0x1p62 ? Int64(value) : nil
  }

  static func address(_ text: String) -> IPAddress? {
    if text.utf8.contains(0) { return nil }
    var v4 = in_addr()
    if inet_pton(AF_INET, text, &v4) == 1 {
      return IPAddress(v4: UInt32(bigEndian: v4.s_addr))
    }
    var v6 = in6_addr()
    guard inet_pton(AF_INET6, text, &v6) == 1 else { return nil }
    let bytes = withUnsafeBytes(of: &v6) { Array($0) }
    func word(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    return IPAddress(high: word(bytes[..<8]), low: word(bytes[8...]))
  }

  static func network(_ text: String) -> IPNetwork? {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let address = address(String(parts[0])), let length = Int(parts[1]),
      String(length) == parts[1], length >= 0
    else { return nil }
    let offset = parts[0].contains(":") ? 0 : 96
    return offset + length <= 128
      ? IPNetwork(address: address, prefixLength: offset + length) : nil
  }
}

extension IPNetwork {
  /// Its leading bits, one by one.
  var bits: [Bool] {
    (0..<prefixLength).map { place in
      let word = place < 64 ? address.high : address.low
      return word >> UInt64(63 - place % 64) & 1 == 1
    }
  }

  /// Whether every address of `other` is one of this network.
  func holds(_ other: IPNetwork) -> Bool { other.bits.starts(with: bits) }
}
