import WeirText

extension JSONReader {
  /// Reads the top value with all that is in it and returns the offset behind it.
  ///
  /// No recursion: what is open stands in `frames`, so depth costs no stack. Where something is
  /// wrong, `failure` is set and the offset means nothing.
  mutating func readValues(
    _ line: UnsafeBufferPointer<UInt8>, _ document: inout Document
  ) -> Int {
    var index = 0
    while failure == nil {
      index = spaceEnd(from: index, in: line)
      guard index < line.count else { return fail(.syntax(.value), at: index, in: line) }
      var isOpen = false
      switch line[index] {
      case 0x22: index = readString(at: index, in: line, &document)
      case 0x7B, 0x5B: (index, isOpen) = open(at: index, in: line, &document)
      case 0x2D, 0x30...0x39: index = readNumber(at: index, in: line, &document)
      case 0x74: index = readLiteral("true", .true, at: index, in: line, &document)
      case 0x66: index = readLiteral("false", .false, at: index, in: line, &document)
      case 0x6E: index = readLiteral("null", .null, at: index, in: line, &document)
      default: return fail(.syntax(.value), at: index, in: line)
      }
      if isOpen { continue }
      index = closeFrames(from: index, in: line, &document)
      if frames.isEmpty { return index }
    }
    return index
  }

  /// Behind a value: closes what ends here, up to the comma before the next value.
  private mutating func closeFrames(
    from index: Int, in line: UnsafeBufferPointer<UInt8>, _ document: inout Document
  ) -> Int {
    var index = index
    while failure == nil, let frame = frames.last {
      index = spaceEnd(from: index, in: line)
      guard index < line.count else { return fail(.syntax(.value), at: index, in: line) }
      let byte = line[index]
      if byte == 0x2C {
        guard frame.isObject else {
          valueNode = -1
          return index &+ 1
        }
        return readName(at: index &+ 1, in: line, &document)
      }
      guard byte == (frame.isObject ? 0x7D : 0x5D) else {
        return fail(.syntax(frame.isObject ? .commaOrBrace : .commaOrBracket), at: index, in: line)
      }
      index &+= 1
      close(end: index, &document)
    }
    return index
  }

  /// Opens an array or object; says whether a value comes next, else it was empty and is closed.
  private mutating func open(
    at start: Int, in line: UnsafeBufferPointer<UInt8>, _ document: inout Document
  ) -> (Int, Bool) {
    guard frames.count < bounds.depth else { return (fail(.tooDeep, at: start, in: line), false) }
    let isObject = line[start] == 0x7B
    frames.append(Frame(isObject: isObject, start: start, node: valueNode, scope: names.open()))
    let index = spaceEnd(from: start &+ 1, in: line)
    if index < line.count, line[index] == (isObject ? 0x7D : 0x5D) {
      close(end: index &+ 1, &document)
      return (index &+ 1, false)
    }
    valueNode = -1
    return (isObject ? readName(at: index, in: line, &document) : index, true)
  }

  private mutating func close(end: Int, _ document: inout Document) {
    guard let frame = frames.popLast() else { return }
    names.close(frame.scope)
    let kind: ValueKind = frame.isObject ? .object : .array
    fill(frame.node, JSONValue(kind: kind, start: frame.start, end: end), &document)
  }

  private mutating func readString(
    at start: Int, in line: UnsafeBufferPointer<UInt8>, _ document: inout Document
  ) -> Int {
    var hasEscapes = false
    let end = stringEnd(from: start, hasEscapes: &hasEscapes, in: line)
    let value = JSONValue(kind: .string, start: start, end: end, hasEscapes: hasEscapes)
    if collectsLeaves { document.leaves.append(Leaf(value: value, isName: false)) }
    fill(valueNode, value, &document)
    return end
  }

  private mutating func readNumber(
    at start: Int, in line: UnsafeBufferPointer<UInt8>, _ document: inout Document
  ) -> Int {
    guard let end = NumberScan.end(from: start, in: line) else {
      let isCut = !line[start...].contains { !"+-.eE0123456789".utf8.contains($0) }
      return fail(.syntax(.number), at: isCut ? line.count : start, in: line)
    }
    guard end &- start <= bounds.numberBytes else {
      return fail(.numberTooLong, at: start, in: line)
    }
    let value = JSONValue(kind: .number, start: start, end: end)
    if collectsLeaves { document.leaves.append(Leaf(value: value, isName: false)) }
    fill(valueNode, value, &document)
    return end
  }

  private mutating func readLiteral(
    _ text: StaticString, _ kind: ValueKind, at start: Int, in line: UnsafeBufferPointer<UInt8>,
    _ document: inout Document
  ) -> Int {
    for offset in 0..<text.utf8CodeUnitCount {
      let index = start &+ offset
      guard index < line.count, line[index] == text.utf8Start[offset] else {
        return fail(.syntax(.literal), at: index < line.count ? start : index, in: line)
      }
    }
    let end = start &+ text.utf8CodeUnitCount
    fill(valueNode, JSONValue(kind: kind, start: start, end: end), &document)
    return end
  }

  @inline(__always)
  private func fill(_ node: Int, _ value: JSONValue, _ document: inout Document) {
    guard node >= 0 else { return }
    for slot in tree.nodes[node].slots { document.slots[slot] = value }
  }

  /// The offset behind the string whose opening quote stands at `start`, its bytes checked.
  @inline(__always)
  mutating func stringEnd(
    from start: Int, hasEscapes: inout Bool, in line: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var index = start &+ 1
    while true {
      index = StringScan.plainEnd(from: index, in: line)
      guard index < line.count else { return fail(.syntax(.value), at: index, in: line) }
      let byte = line[index]
      if byte == 0x22 { return index &+ 1 }
      if byte >= 0x80 {
        let length = UTF8Scanner.sequenceLength(at: index, in: line)
        if length == 0 { return fail(.notUTF8, at: index, in: line) }
        index &+= length
      } else {
        guard byte == 0x5C else { return fail(.syntax(.controlCharacter), at: index, in: line) }
        hasEscapes = true
        guard let length = escapeLength(at: index, in: line) else { return line.count }
        index &+= length
      }
    }
  }

  private mutating func escapeLength(
    at index: Int, in line: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    switch Escape.read(at: index, end: line.count, in: line) {
    case .success(let escape): return escape.length
    case .failure(.invalid): _ = fail(.syntax(.escape), at: index, in: line)
    case .failure(.truncated): _ = fail(.syntax(.escape), at: line.count, in: line)
    case .failure(.loneSurrogate): _ = fail(.loneSurrogate, at: index, in: line)
    }
    return nil
  }
}
