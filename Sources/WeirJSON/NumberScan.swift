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
    while index < line.count, isDigit(line[index]) { index &+= 1 }
    return index
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
