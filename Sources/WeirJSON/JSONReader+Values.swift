import WeirText

extension JSONReader {
  typealias Slots = UnsafeMutableBufferPointer<JSONValue>

  /// Reads the top value with all that is in it and returns the offset behind it.
  ///
  /// No recursion: what is open stands in `top` and `frames`, so depth costs no stack.
  mutating func readValues(
    _ line: UnsafeBufferPointer<UInt8>, _ slots: Slots
  ) throws(ReadFailure) -> Int {
    var index = 0
    while true {
      index = spaceEnd(from: index, in: line)
      guard index < line.count else { throw unexpected(.syntax(.value), at: index, in: line) }
      switch line[index] {
      case 0x22: index = try readString(at: index, in: line, slots)
      case 0x7B, 0x5B:
        index = try open(at: index, in: line)
        if index < 0 {
          index = ~index
          continue
        }
        close(end: index, slots)
      case 0x2D, 0x30...0x39: index = try readNumber(at: index, in: line, slots)
      case 0x74: index = try readLiteral("true", .true, at: index, in: line, slots)
      case 0x66: index = try readLiteral("false", .false, at: index, in: line, slots)
      case 0x6E: index = try readLiteral("null", .null, at: index, in: line, slots)
      default: throw unexpected(.syntax(.value), at: index, in: line)
      }
      index = try closeFrames(from: index, in: line, slots)
      if depth == 0 { return index }
    }
  }

  /// Behind a value: closes what ends here, up to the next value, whose name it reads.
  @inline(__always)
  private mutating func closeFrames(
    from index: Int, in line: UnsafeBufferPointer<UInt8>, _ slots: Slots
  ) throws(ReadFailure) -> Int {
    var index = index
    while depth > 0 {
      index = spaceEnd(from: index, in: line)
      guard index < line.count else { throw unexpected(.syntax(.value), at: index, in: line) }
      let byte = line[index]
      index &+= 1
      if byte == 0x2C {
        if top.isObject { return try readName(at: index, in: line) }
        valueNode = -1
        return index
      }
      guard byte == (top.isObject ? 0x7D : 0x5D) else { throw neitherNextNorEnd(index &- 1, line) }
      close(end: index, slots)
    }
    return index
  }

  @inline(never)
  private func neitherNextNorEnd(
    _ index: Int, _ line: UnsafeBufferPointer<UInt8>
  ) -> ReadFailure {
    unexpected(.syntax(top.isObject ? .commaOrBrace : .commaOrBracket), at: index, in: line)
  }

  /// Opens an array or object. The offset behind its closing bracket where it is empty; else the
  /// complement of the offset of its first value.
  private mutating func open(
    at start: Int, in line: UnsafeBufferPointer<UInt8>
  ) throws(ReadFailure) -> Int {
    guard depth < bounds.depth else { throw unexpected(.tooDeep, at: start, in: line) }
    if depth > 0 { frames.append(top) }
    depth &+= 1
    let isObject = line[start] == 0x7B
    top = Frame(
      start: Int32(truncatingIfNeeded: start), node: valueNode, scope: names.open(),
      isObject: isObject)
    let index = spaceEnd(from: start &+ 1, in: line)
    if index < line.count, line[index] == (isObject ? 0x7D : 0x5D) { return index &+ 1 }
    valueNode = -1
    return isObject ? ~(try readName(at: index, in: line)) : ~index
  }

  @inline(__always)
  private mutating func close(end: Int, _ slots: Slots) {
    if top.isObject { names.close(top.scope) }
    let kind: ValueKind = top.isObject ? .object : .array
    fill(top.node, JSONValue(kind: kind, start: Int(top.start), end: end), slots)
    depth &-= 1
    if depth > 0, let outer = frames.popLast() { top = outer }
  }

  @inline(__always)
  private mutating func readString(
    at start: Int, in line: UnsafeBufferPointer<UInt8>, _ slots: Slots
  ) throws(ReadFailure) -> Int {
    let (end, hasEscapes) = try stringEnd(from: start, in: line)
    let value = JSONValue(kind: .string, start: start, end: end, hasEscapes: hasEscapes)
    if collectsLeaves { leaves.append(Leaf(value: value, isName: false)) }
    fill(valueNode, value, slots)
    return end
  }

  @inline(__always)
  private mutating func readNumber(
    at start: Int, in line: UnsafeBufferPointer<UInt8>, _ slots: Slots
  ) throws(ReadFailure) -> Int {
    guard let end = NumberScan.end(from: start, in: line) else { throw noNumber(start, line) }
    guard end &- start <= bounds.numberBytes else {
      throw unexpected(.numberTooLong, at: start, in: line)
    }
    let value = JSONValue(kind: .number, start: start, end: end)
    if collectsLeaves { leaves.append(Leaf(value: value, isName: false)) }
    fill(valueNode, value, slots)
    return end
  }

  @inline(never)
  private func noNumber(_ start: Int, _ line: UnsafeBufferPointer<UInt8>) -> ReadFailure {
    let isCut = !line[start...].contains { !"+-.eE0123456789".utf8.contains($0) }
    return unexpected(.syntax(.number), at: isCut ? line.count : start, in: line)
  }

  // Not inlined, so that what most values take is.
  @inline(never)
  private func readLiteral(
    _ text: StaticString, _ kind: ValueKind, at start: Int, in line: UnsafeBufferPointer<UInt8>,
    _ slots: Slots
  ) throws(ReadFailure) -> Int {
    for offset in 0..<text.utf8CodeUnitCount {
      let index = start &+ offset
      guard index < line.count, line[index] == text.utf8Start[offset] else {
        throw unexpected(
          .syntax(.literal), at: index < line.count ? start : index, in: line)
      }
    }
    let end = start &+ text.utf8CodeUnitCount
    fill(valueNode, JSONValue(kind: kind, start: start, end: end), slots)
    return end
  }

  @inline(__always)
  private func fill(_ number: Int32, _ value: JSONValue, _ slots: Slots) {
    guard number >= 0 else { return }
    var place = Int(view.nodes[Int(number)].firstSlot)
    let end = place &+ Int(view.nodes[Int(number)].slotCount)
    while place < end {
      slots[Int(view.slots[place])] = value
      place &+= 1
    }
  }

  /// The offset behind the string whose opening quote stands at `start`, its bytes checked.
  @inline(__always)
  func stringEnd(
    from start: Int, in line: UnsafeBufferPointer<UInt8>
  ) throws(ReadFailure) -> (end: Int, hasEscapes: Bool) {
    let index = StringScan.plainEnd(from: start &+ 1, in: line)
    if index < line.count, line[index] == 0x22 { return (index &+ 1, false) }
    return try markedStringEnd(from: index, in: line)
  }

  /// Goes on in a string from its first byte that is not plain.
  private func markedStringEnd(
    from start: Int, in line: UnsafeBufferPointer<UInt8>
  ) throws(ReadFailure) -> (end: Int, hasEscapes: Bool) {
    var index = start
    var hasEscapes = false
    while true {
      guard index < line.count else { throw unexpected(.syntax(.value), at: index, in: line) }
      let byte = line[index]
      if byte == 0x22 { return (index &+ 1, hasEscapes) }
      if byte >= 0x80 {
        index = UTF8Scanner.endOfNonASCII(from: index, in: line)
        guard index == line.count || line[index] < 0x80 else {
          throw unexpected(.notUTF8, at: index, in: line)
        }
      } else if byte == 0x5C {
        hasEscapes = true
        index &+= try escapeLength(at: index, in: line)
      } else if byte < 0x20 {
        throw unexpected(.syntax(.controlCharacter), at: index, in: line)
      }
      index = StringScan.plainEnd(from: index, in: line)
    }
  }

  @inline(__always)
  private func escapeLength(
    at index: Int, in line: UnsafeBufferPointer<UInt8>
  ) throws(ReadFailure) -> Int {
    switch Escape.read(at: index, end: line.count, in: line) {
    case .success(let escape): return escape.length
    case .failure(.invalid): throw unexpected(.syntax(.escape), at: index, in: line)
    case .failure(.truncated): throw unexpected(.syntax(.escape), at: line.count, in: line)
    case .failure(.loneSurrogate): throw unexpected(.loneSurrogate, at: index, in: line)
    }
  }
}
