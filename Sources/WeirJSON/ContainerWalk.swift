/// Steps from value to value inside one array or object of a line that has been read.
struct ContainerWalk {
  private let line: UnsafeBufferPointer<UInt8>
  private var index: Int
  private let end: Int

  init(_ value: JSONValue, _ kind: ValueKind, in line: UnsafeBufferPointer<UInt8>) {
    self.line = line
    let isWalkable = value.kind == kind && value.start >= 0
    index = isWalkable ? value.start &+ 1 : 0
    end = isWalkable ? min(value.end, line.count) : 0
  }

  /// Moves to the first byte of the next value or name; false at the closing bracket.
  mutating func advance() -> Bool {
    while index < end {
      switch line[index] {
      case 0x20, 0x09, 0x0A, 0x0D, 0x2C, 0x3A: index &+= 1
      case 0x5D, 0x7D: return false
      default: return true
      }
    }
    return false
  }

  /// The value at the current place, which is left behind.
  mutating func takeValue() -> JSONValue? {
    guard let value = Self.value(at: index, in: line), value.end <= end else { return nil }
    index = value.end
    return value
  }

  static func value(at start: Int, in line: UnsafeBufferPointer<UInt8>) -> JSONValue? {
    guard start < line.count else { return nil }
    switch line[start] {
    case 0x5B: return container(.array, at: start, in: line)
    case 0x7B: return container(.object, at: start, in: line)
    default: return scalar(at: start, in: line)
    }
  }

  /// The string, number or literal that begins at `start`.
  static func scalar(at start: Int, in line: UnsafeBufferPointer<UInt8>) -> JSONValue? {
    switch line[start] {
    case 0x22:
      let (end, hasEscapes) = StringScan.skipValid(from: start, in: line)
      return JSONValue(kind: .string, start: start, end: end, hasEscapes: hasEscapes)
    case 0x2D, 0x30...0x39:
      guard let end = NumberScan.end(from: start, in: line) else { return nil }
      return JSONValue(kind: .number, start: start, end: end)
    case 0x74: return literal(.true, 4, at: start, in: line)
    case 0x66: return literal(.false, 5, at: start, in: line)
    case 0x6E: return literal(.null, 4, at: start, in: line)
    default: return nil
    }
  }

  private static func literal(
    _ kind: ValueKind, _ length: Int, at start: Int, in line: UnsafeBufferPointer<UInt8>
  ) -> JSONValue? {
    guard start &+ length <= line.count else { return nil }
    return JSONValue(kind: kind, start: start, end: start &+ length)
  }

  /// Brackets of both kinds are counted together: the reader has matched them.
  private static func container(
    _ kind: ValueKind, at start: Int, in line: UnsafeBufferPointer<UInt8>
  ) -> JSONValue? {
    var depth = 0
    var index = start
    while index < line.count {
      switch line[index] {
      case 0x22:
        index = StringScan.skipValid(from: index, in: line).end
        continue
      case 0x5B, 0x7B: depth &+= 1
      case 0x5D, 0x7D:
        depth &-= 1
        if depth == 0 { return JSONValue(kind: kind, start: start, end: index &+ 1) }
      default: break
      }
      index &+= 1
    }
    return nil
  }

  static func spaceEnd(from start: Int, in line: UnsafeBufferPointer<UInt8>) -> Int {
    var index = start
    while index < line.count, " \t\n\r".utf8.contains(line[index]) { index &+= 1 }
    return index
  }
}
