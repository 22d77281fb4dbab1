import WeirText

extension JSONReader {
  /// Reads a member name with its colon, and sets `valueNode` for the value behind it.
  @inline(__always)
  mutating func readName(
    at index: Int, in line: UnsafeBufferPointer<UInt8>
  ) throws(ReadFailure) -> Int {
    let start = spaceEnd(from: index, in: line)
    guard start < line.count, line[start] == 0x22 else {
      throw unexpected(.syntax(.memberName), at: start, in: line)
    }
    guard let (prefix, count) = StringScan.shortName(from: start &+ 1, in: line) else {
      return try readLongName(at: start, in: line)
    }
    let name = JSONValue(kind: .string, start: start, end: start &+ count &+ 2)
    let end = try colonEnd(behind: name, in: line)
    if isMessage {
      let bytes = UnsafeBufferPointer(rebasing: line[start &+ 1..<start &+ 1 &+ count])
      try judge(name, bytes, prefix, readable: line.count &- start &- 1, in: line)
    }
    return end
  }

  /// A name of eight bytes and more, or with something but plain ASCII in it.
  private mutating func readLongName(
    at start: Int, in line: UnsafeBufferPointer<UInt8>
  ) throws(ReadFailure) -> Int {
    let (nameEnd, hasEscapes) = try stringEnd(from: start, in: line)
    let name = JSONValue(kind: .string, start: start, end: nameEnd, hasEscapes: hasEscapes)
    let end = try colonEnd(behind: name, in: line)
    guard isMessage else { return end }
    if hasEscapes {
      try judgeEscapedName(name, in: line)
    } else {
      let bytes = UnsafeBufferPointer(rebasing: line[name.content])
      let readable = line.count &- start &- 1
      let prefix = NameKey.word(bytes, at: 0, readable: readable)
      try judge(name, bytes, prefix, readable: readable, in: line)
    }
    return end
  }

  @inline(__always)
  private mutating func colonEnd(
    behind name: JSONValue, in line: UnsafeBufferPointer<UInt8>
  ) throws(ReadFailure) -> Int {
    if collectsLeaves { leaves.append(Leaf(value: name, isName: true)) }
    var colon = name.end
    // Mostly it follows at once.
    if colon < line.count, line[colon] == 0x3A { return colon &+ 1 }
    colon = spaceEnd(from: colon, in: line)
    guard colon < line.count, line[colon] == 0x3A else {
      throw unexpected(.syntax(.colon), at: colon, in: line)
    }
    return colon &+ 1
  }

  private mutating func judgeEscapedName(
    _ name: JSONValue, in line: UnsafeBufferPointer<UInt8>
  ) throws(ReadFailure) {
    // Taken out and put back, since `judge` changes the reader while it reads the bytes.
    var bytes: [UInt8] = []
    swap(&bytes, &decodedName)
    defer { swap(&bytes, &decodedName) }
    bytes.removeAll(keepingCapacity: true)
    name.decode(in: line, into: &bytes)
    let failure = bytes.withUnsafeBufferPointer { bytes -> ReadFailure? in
      let prefix = NameKey.word(bytes, at: 0, readable: bytes.count)
      do throws(ReadFailure) {
        try judge(name, bytes, prefix, readable: bytes.count, in: line)
        return nil
      } catch { return error }
    }
    if let failure { throw failure }
  }

  /// Finds the name's node and refuses a repeated name. Names that the tree has at this place are
  /// told apart by their number, all others by their bytes.
  @inline(__always)
  private mutating func judge(
    _ name: JSONValue, _ bytes: UnsafeBufferPointer<UInt8>, _ prefix: UInt64, readable: Int,
    in line: UnsafeBufferPointer<UInt8>
  ) throws(ReadFailure) {
    valueNode = -1
    if top.node >= 0, view.nodes[Int(top.node)].byName >= 0,
      let child = view.child(of: view.nodes[Int(top.node)], prefix: prefix, name: bytes)
    {
      valueNode = child.node
      if child.number < 64 {
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: child.number)
        guard top.seen & bit == 0 else { throw repeated(name) }
        top.seen |= bit
        return
      }
    }
    try judgeOther(name, bytes, prefix, readable: readable, in: line)
  }

  private mutating func judgeOther(
    _ name: JSONValue, _ bytes: UnsafeBufferPointer<UInt8>, _ prefix: UInt64, readable: Int,
    in line: UnsafeBufferPointer<UInt8>
  ) throws(ReadFailure) {
    let hash = NameKey.hash(bytes, prefix: prefix, readable: readable, seed: NameRegistry.seed)
    guard names.add(name, hash: hash, to: &top.scope, in: line) else { throw repeated(name) }
    guard valueNode < 0, top.node >= 0, view.nodes[Int(top.node)].byName >= 0 else { return }
    if isLookalike(bytes, prefix, of: Int(top.node)) {
      throw ReadFailure(reason: .lookalikeName, offset: name.start)
    }
  }

  private func repeated(_ name: JSONValue) -> ReadFailure {
    ReadFailure(reason: .duplicateName, offset: name.start)
  }

  /// Whether a name that no child has becomes equal to one by folding.
  private mutating func isLookalike(
    _ name: UnsafeBufferPointer<UInt8>, _ prefix: UInt64, of number: Int
  ) -> Bool {
    let node = view.nodes[number]
    if UTF8Scanner.endOfASCII(from: 0, in: name) == name.count {
      return node.foldedLengths & NameTables.lengthBit(name.count) != 0
        && view.isFolded(name, prefix: prefix, of: node)
    }
    foldedName.removeAll(keepingCapacity: true)
    let most = tree.foldedMost(of: number)
    guard Folding.appendFolded(name, atMost: most, to: &foldedName) else { return false }
    return tree.folded(of: number).contains(foldedName)
  }
}
