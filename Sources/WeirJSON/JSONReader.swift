import WeirText

/// Reads a line in one pass: grammar, UTF-8, bounds and member names checked, the fields of a tree
/// extracted as byte ranges.
///
/// One reader belongs to one thread; its scratch is reused from line to line.
public struct JSONReader: Sendable {
  public let tree: FieldTree
  public let bounds: ReaderBounds
  public let collectsLeaves: Bool

  var frames: [Frame] = []
  var names = NameRegistry()
  var decodedName: [UInt8] = []
  /// Set by the function that found the line malformed, and then returned.
  var failure: ReadFailure?
  /// The tree's node for the value that comes next, or -1.
  var valueNode = -1
  var isMessage = true

  /// An array or object that is open.
  struct Frame: Sendable {
    var isObject: Bool
    var start: Int
    /// The tree's node for this value, or -1.
    var node: Int
    var scope: NameRegistry.Scope
  }

  public init(
    tree: FieldTree = FieldTree(paths: []), bounds: ReaderBounds = ReaderBounds(),
    collectsLeaves: Bool = false
  ) {
    self.tree = tree
    self.bounds = bounds.clamped
    self.collectsLeaves = collectsLeaves
  }

  /// Reads a line that must be one JSON object; nil means that it is, and the document is filled.
  ///
  /// After a failure the document holds what was found before it. Linear in the line.
  public mutating func read(
    _ line: UnsafeBufferPointer<UInt8>, into document: inout Document
  ) -> ReadFailure? {
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

  private mutating func start(
    _ line: UnsafeBufferPointer<UInt8>, into document: inout Document
  ) -> ReadFailure? {
    document.reset(slotCount: tree.slotCount)
    frames.removeAll(keepingCapacity: true)
    names.reset()
    failure = nil
    guard line.count <= bounds.lineBytes else {
      return ReadFailure(reason: .lineTooLong, offset: bounds.lineBytes)
    }
    if let failure = topFault(in: line) { return failure }
    valueNode = isMessage ? 0 : -1
    let end = readValues(line, &document)
    if let failure { return failure }
    let rest = spaceEnd(from: end, in: line)
    guard rest == line.count else {
      return unexpected(.trailingBytes, at: rest, in: line)
    }
    return nil
  }

  /// What keeps the line's first byte from beginning a document.
  private func topFault(in line: UnsafeBufferPointer<UInt8>) -> ReadFailure? {
    let first = spaceEnd(from: 0, in: line)
    guard first < line.count else { return ReadFailure(reason: .empty, offset: first) }
    if line[first] == 0xEF, line.count >= first + 3, line[first + 1] == 0xBB,
      line[first + 2] == 0xBF
    {
      return ReadFailure(reason: .byteOrderMark, offset: first)
    }
    guard isMessage, line[first] != 0x7B else { return nil }
    let isValue = "[\"-0123456789tfn".utf8.contains(line[first])
    return unexpected(isValue ? .notAnObject : .syntax(.value), at: first, in: line)
  }

  /// A failure at a byte that should not be there, which may be because it is not UTF-8 at all.
  func unexpected(
    _ reason: ReadFailure.Reason, at index: Int, in line: UnsafeBufferPointer<UInt8>
  ) -> ReadFailure {
    guard index < line.count else {
      return ReadFailure(reason: .syntax(.unexpectedEnd), offset: line.count)
    }
    let isText = UTF8Scanner.sequenceLength(at: index, in: line) > 0
    return ReadFailure(reason: isText ? reason : .notUTF8, offset: index)
  }

  /// Records the failure; the offset returned is not used.
  mutating func fail(
    _ reason: ReadFailure.Reason, at index: Int, in line: UnsafeBufferPointer<UInt8>
  ) -> Int {
    failure = unexpected(reason, at: index, in: line)
    return line.count
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
