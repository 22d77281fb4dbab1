/// The number grammar of RFC 8259.
enum NumberScan {
  /// The offset behind the number that begins at `start`, or nil where none does.
  ///
  /// Reads as much as the grammar takes; what follows is the caller's to judge.
  @inline(__always)
  static func end(from start: Int, in line: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = start
    if index < line.count, line[index] == 0x2D { index &+= 1 }
    guard index < line.count, isDigit(line[index]) else { return nil }
    if line[index] == 0x30 { index &+= 1 } else { index = digitsEnd(from: index, in: line) }
    if index < line.count, line[index] == 0x2E {
      let fraction = index &+ 1
      index = digitsEnd(from: fraction, in: line)
      if index == fraction { return nil }
    }
    if index < line.count, line[index] | 0x20 == 0x65 {
      return exponentEnd(from: index &+ 1, in: line)
    }
    return index
  }

  private static func exponentEnd(
    from start: Int, in line: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    var index = start
    if index < line.count, line[index] == 0x2B || line[index] == 0x2D { index &+= 1 }
    let end = digitsEnd(from: index, in: line)
    return end == index ? nil : end
  }

  @inline(__always)
  static func digitsEnd(from start: Int, in line: UnsafeBufferPointer<UInt8>) -> Int {
    var index = start
    guard let base = UnsafeRawPointer(line.baseAddress) else { return index }
    while index &+ 8 <= line.count {
      let bytes = UInt64(littleEndian: (base + index).loadUnaligned(as: UInt64.self))
      // A digit becomes 0...9; the sum raises the high bit of what is above.
      let values = bytes ^ 0x3030_3030_3030_3030
      let sums = (values & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676
      let hits = (values | sums) & 0x8080_8080_8080_8080
      if hits != 0 { return index &+ hits.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < line.count, isDigit(line[index]) { index &+= 1 }
    return index
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
