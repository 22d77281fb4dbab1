import WeirText

extension JSONReader {
  /// Reads a member name with its colon, and sets `valueNode` for the value behind it.
  mutating func readName(
    at index: Int, in line: UnsafeBufferPointer<UInt8>, _ document: inout Document
  ) -> Int {
    let start = spaceEnd(from: index, in: line)
    guard start < line.count, line[start] == 0x22 else {
      return fail(.syntax(.memberName), at: start, in: line)
    }
    var hasEscapes = false
    let end = stringEnd(from: start, hasEscapes: &hasEscapes, in: line)
    if failure != nil { return end }
    let name = JSONValue(kind: .string, start: start, end: end, hasEscapes: hasEscapes)
    if collectsLeaves { document.leaves.append(Leaf(value: name, isName: true)) }
    let colon = spaceEnd(from: end, in: line)
    guard colon < line.count, line[colon] == 0x3A else {
      return fail(.syntax(.colon), at: colon, in: line)
    }
    if isMessage { judgeName(name, in: line) }
    return colon &+ 1
  }

  @inline(__always)
  private mutating func judgeName(_ name: JSONValue, in line: UnsafeBufferPointer<UInt8>) {
    guard name.hasEscapes else {
      let bytes = UnsafeBufferPointer(rebasing: line[name.content])
      return judge(name, bytes, readable: line.count &- name.start &- 1, in: line)
    }
    judgeEscapedName(name, in: line)
  }

  private mutating func judgeEscapedName(
    _ name: JSONValue, in line: UnsafeBufferPointer<UInt8>
  ) {
    // Taken out and put back, since `judge` changes the reader while it reads the bytes.
    var bytes: [UInt8] = []
    swap(&bytes, &decodedName)
    bytes.removeAll(keepingCapacity: true)
    name.decode(in: line, into: &bytes)
    bytes.withUnsafeBufferPointer { judge(name, $0, readable: $0.count, in: line) }
    swap(&bytes, &decodedName)
  }

  @inline(__always)
  private mutating func judge(
    _ name: JSONValue, _ bytes: UnsafeBufferPointer<UInt8>, readable: Int,
    in line: UnsafeBufferPointer<UInt8>
  ) {
    let key = NameKey(bytes, readable: readable, seed: NameRegistry.seed)
    let top = frames.count &- 1
    guard names.add(name, hash: key.hash, to: &frames[top].scope, in: line) else {
      return setFailure(.duplicateName, at: name.start)
    }
    let node = frames[top].node
    valueNode = -1
    guard node >= 0, !tree.nodes[node].children.isEmpty else { return }
    for child in tree.nodes[node].children
    where child.prefix == key.prefix && child.name.count == bytes.count {
      guard bytes.count <= 8 || bytes.elementsEqual(child.name) else { continue }
      valueNode = child.node
      return
    }
    if isLookalike(bytes, of: node) { setFailure(.lookalikeName, at: name.start) }
  }

  private mutating func setFailure(_ reason: ReadFailure.Reason, at offset: Int) {
    failure = ReadFailure(reason: reason, offset: offset)
  }

  /// Whether a name that no child has becomes equal to one by folding.
  private func isLookalike(_ name: UnsafeBufferPointer<UInt8>, of node: Int) -> Bool {
    guard UTF8Scanner.endOfASCII(from: 0, in: name) == name.count else {
      let folded = Folding.compatibilityFolded(name)
      return tree.nodes[node].children.contains { $0.folded == folded }
    }
    guard tree.nodes[node].foldedLengths & FieldTree.lengthBit(name.count) != 0 else {
      return false
    }
    return tree.nodes[node].children.contains { child in
      child.folded.count == name.count
        && child.folded.elementsEqual(name) { $0 == Folding.asciiFolded($1) }
    }
  }
}
