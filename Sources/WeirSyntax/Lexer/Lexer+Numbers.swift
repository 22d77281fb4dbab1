/// Literals that begin with a digit, longest first: addresses, times, durations, sizes, numbers.
extension Lexer {
  mutating func addressOrNumber() {
    if time() || addressV6() || addressV4() { return }
    let start = at
    digits()
    if byte() == UInt8(ascii: "."), byte(1).isDigit { return float(from: start) }
    if isExponent { return float(from: start) }
    byte().isNameStart ? unit(from: start) : int(from: start)
  }

  private mutating func digits() { skip { $0.isDigit || $0 == UInt8(ascii: "_") } }

  /// The digits since `start` as a number; nil if it is out of range.
  private func value(from start: Int, to end: Int) -> Int64? {
    var value: Int64 = 0
    for byte in bytes[start..<end] where byte.isDigit {
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, more) = scaled.addingReportingOverflow(Int64(byte - 0x30))
      guard !overflow, !more else { return nil }
      value = sum
    }
    return value
  }

  private mutating func int(from start: Int) {
    guard let value = value(from: start, to: at) else { return outOfRange(from: start) }
    if bytes[at - 1] == UInt8(ascii: "_") { return malformed(from: start) }
    emit(.literal(.int(value)), from: start)
  }

  // MARK: Floats

  private var isExponent: Bool {
    guard byte() | 0x20 == UInt8(ascii: "e") else { return false }
    let isSigned = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
    return byte(isSigned ? 2 : 1).isDigit
  }

  private mutating func float(from start: Int) {
    if byte() == UInt8(ascii: ".") {
      at += 1
      digits()
    }
    if isExponent {
      at += 2
      digits()
    }
    let runsOn = byte() == UInt8(ascii: ".") && byte(1).isDigit
    if byte().isNamePart || runsOn || bytes[at - 1] == UInt8(ascii: "_") {
      return malformed(from: start)
    }
    let written = text(from: start).filter { $0 != "_" }
    guard let value = Double(written), value.isFinite else { return outOfRange(from: start) }
    emit(.literal(.float(value)), from: start)
  }

  // MARK: Units

  private mutating func unit(from start: Int) {
    let end = at
    skip { $0.isNamePart }
    if let scale = Self.sizes[text(from: end)] {
      return scaled(value(from: start, to: end), by: scale, from: start) { .int($0) }
    }
    duration(from: start)
  }

  private mutating func scaled(
    _ value: Int64?, by scale: Int64, from start: Int, literal: (Int64) -> Literal
  ) {
    guard let value else { return outOfRange(from: start) }
    let (product, overflow) = value.multipliedReportingOverflow(by: scale)
    if overflow { return outOfRange(from: start) }
    emit(.literal(literal(product)), from: start)
  }

  /// `1h30m`: whole numbers with units, the larger unit first, each once.
  private mutating func duration(from start: Int) {
    var here = start
    var total: Int64 = 0
    var smallest = Int64.max
    while here < at {
      let numberEnd = bytes[here..<at].firstIndex { !$0.isDigit && $0 != 0x5f } ?? at
      let unitEnd = bytes[numberEnd..<at].firstIndex { $0.isDigit } ?? at
      let unit = String(decoding: bytes[numberEnd..<unitEnd], as: UTF8.self)
      guard let scale = Self.durations[unit], scale < smallest else {
        return malformed(from: start)
      }
      guard let number = value(from: here, to: numberEnd) else { return outOfRange(from: start) }
      let (part, overflow) = number.multipliedReportingOverflow(by: scale)
      let (sum, more) = total.addingReportingOverflow(part)
      if overflow || more { return outOfRange(from: start) }
      (total, smallest, here) = (sum, scale, unitEnd)
    }
    emit(.literal(.duration(total)), from: start)
  }

  /// In microseconds.
  private static let durations: [String: Int64] = [
    "d": 86_400_000_000, "h": 3_600_000_000, "m": 60_000_000, "s": 1_000_000, "ms": 1_000,
  ]

  /// In bytes.
  private static let sizes: [String: Int64] = [
    "B": 1, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000, "TB": 1_000_000_000_000,
    "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40,
  ]

  // MARK: Faults

  private mutating func malformed(from start: Int) {
    skip { $0.isNamePart }
    while byte() == UInt8(ascii: "."), byte(1).isDigit {
      at += 1
      skip { $0.isNamePart }
    }
    report(
      SyntaxCodes.malformedNumber, "`\(text(from: start))` is no number, duration or size",
      at: span(from: start),
      help: "durations are whole numbers with `d h m s ms`, larger units first (`1h30m`); sizes "
        + "have `B KB MB GB TB` or `KiB MiB GiB TiB`")
    emit(.literal(.int(0)), from: start)
  }

  private mutating func outOfRange(from start: Int) {
    report(
      SyntaxCodes.numberOutOfRange, "`\(text(from: start))` is out of range", at: span(from: start),
      help: "whole numbers reach to 9223372036854775807, other numbers to about 1.8e308")
    emit(.literal(.int(0)), from: start)
  }
}
