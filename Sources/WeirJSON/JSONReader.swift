import WeirText

/// Reads a line in one pass: grammar, UTF-8, bounds and member names checked, the fields of a tree
/// extracted as byte ranges.
///
/// One reader belongs to one thread; its scratch is reused from line to line.
public struct JSONReader: Sendable {
  public let tree: FieldTree
  public let bounds: ReaderBounds
  public let collectsLeaves: Bool

  /// The tables of `tree`, which keeps them alive.
  let view: NameTables.View
  /// The innermost array or object that is open.
  var top = Frame()
  /// Those around `top`, outermost first.
  var frames: [Frame] = []
  /// Arrays and objects that are open: one more than `frames`, or none.
  var depth = 0
  var names = NameRegistry()
  var leaves: [Leaf] = []
  var decodedName: [UInt8] = []
  var foldedName: [UInt32] = []
  /// The tree's node for the value that comes next, or -1.
  var valueNode: Int32 = -1
  var isMessage = true

  /// An array or object that is open.
  struct Frame: Sendable {
    var start: Int32 = 0
    /// The tree's node for this value, or -1.
    var node: Int32 = -1
    /// The node's children that occurred already, by number.
    var seen: UInt64 = 0
    var scope = NameRegistry.Scope()
    var isObject = false
  }

  public init(
    tree: FieldTree = FieldTree(paths: []), bounds: ReaderBounds = ReaderBounds(),
    collectsLeaves: Bool = false
  ) {
    self.tree = tree
    self.bounds = bounds.clamped
    self.collectsLeaves = collectsLeaves
    view = tree.view
  }

  /// Reads a line that must be one JSON object; nil means that it is, and the document is filled.
  ///
  /// After a failure the document holds what was found before it, and after an empty line what it
  /// held. Linear in the line.
  public mutating func read(
    _ line: UnsafeBufferPointer<UInt8>, into document: inout Document
  ) -> ReadFailure? {
    // In a flood of these to reset the document would be most of what they cost.
    if line.isEmpty { return ReadFailure(reason: .empty, offset: 0) }
    isMessage = true
    return start(line, into: &document)
  }

  /// Checks any JSON document by RFC 8259 and the bounds: any value may stand at the top, and member
  /// names may repeat.
  public mutating func check(_ bytes: UnsafeBufferPointer<UInt8>) -> ReadFailure? {
    isMessage = false
    var document = Document()
    return start(bytes, into: &document)
  }

  @inline(__always)
  private mutating func start(
    _ line: UnsafeBufferPointer<UInt8>, into document: inout Document
  ) -> ReadFailure? {
    document.prepare(slotCount: tree.slotCount)
    if !frames.isEmpty { frames.removeAll(keepingCapacity: true) }
    names.reset()
    // Lent, so that it grows where the reader can append to it.
    swap(&leaves, &document.leaves)
    defer { swap(&leaves, &document.leaves) }
    return document.slots.withUnsafeMutableBufferPointer { slots -> ReadFailure? in
      for place in slots.indices { slots[place] = .absent }
      do throws(ReadFailure) {
        try readDocument(line, slots)
        return nil
      } catch { return error }
    }
  }

  @inline(__always)
  private mutating func readDocument(
    _ line: UnsafeBufferPointer<UInt8>, _ slots: UnsafeMutableBufferPointer<JSONValue>
  ) throws(ReadFailure) {
    guard line.count <= bounds.lineBytes else {
      throw ReadFailure(reason: .lineTooLong, offset: bounds.lineBytes)
    }
    if let failure = topFault(in: line) { throw failure }
    depth = 0
    valueNode = isMessage ? 0 : -1
    let rest = spaceEnd(from: try readValues(line, slots), in: line)
    guard rest == line.count else { throw unexpected(.trailingBytes, at: rest, in: line) }
  }

  /// What keeps the line's first byte from beginning a document. Changes nothing, but would be lent a
  /// copy of the reader if it said so.
  @inline(__always)
  private mutating func topFault(in line: UnsafeBufferPointer<UInt8>) -> ReadFailure? {
    let first = spaceEnd(from: 0, in: line)
    guard first < line.count else { return ReadFailure(reason: .empty, offset: first) }
    if line[first] == 0xEF, line.count >= first + 3, line[first + 1] == 0xBB,
      line[first + 2] == 0xBF
    {
      return ReadFailure(reason: .byteOrderMark, offset: first)
    }
    guard isMessage, line[first] != 0x7B else { return nil }
    let isValue = beginsValue(line[first])
    return unexpected(isValue ? .notAnObject : .syntax(.value), at: first, in: line)
  }

  private func beginsValue(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x5B, 0x7B, 0x22, 0x2D, 0x30...0x39, 0x66, 0x6E, 0x74: true
    default: false
    }
  }

  /// A failure at a byte that should not be there, which may be because it is not UTF-8 at all.
  @inline(never)
  func unexpected(
    _ reason: ReadFailure.Reason, at index: Int, in line: UnsafeBufferPointer<UInt8>
  ) -> ReadFailure {
    guard index < line.count else {
      return ReadFailure(reason: .syntax(.unexpectedEnd), offset: line.count)
    }
    let isText = UTF8Scanner.sequenceLength(at: index, in: line) > 0
    return ReadFailure(reason: isText ? reason : .notUTF8, offset: index)
  }

  @inline(__always)
  func spaceEnd(from index: Int, in line: UnsafeBufferPointer<UInt8>) -> Int {
    var index = index
    while index < line.count, isSpace(line[index]) { index &+= 1 }
    return index
  }

  @inline(__always)
  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}
