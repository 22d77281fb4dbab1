import WeirJSON

/// One round of edits.
extension EditedText {
  /// Copies the text with the edits in it, from left to right.
  mutating func rebuild(
    _ edits: [Wish], _ origin: EditOrigin
  ) {
    let old = self
    bytes.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    changes.removeAll(keepingCapacity: true)
    var copied = 0
    var change = 0
    // Where a place of the old text that no change holds lies in the original.
    var shift = 0
    var mapper = RawSpanMapper(origin.value, in: origin.line)
    for wish in edits {
      let range = wish.range
      carryChanges(of: old, &change, endingBy: range.lowerBound, copied, &shift)
      copy(old, copied..<range.lowerBound)
      let originalStart = range.lowerBound + shift
      while change < old.changes.count, old.changes[change].range.upperBound <= range.upperBound,
        old.changes[change].range.lowerBound < range.upperBound
      {
        shift += old.changes[change].growth
        change += 1
      }
      let original = originalStart..<range.upperBound + shift
      append(old.bytes[range], wish, original, origin, &mapper)
      copied = range.upperBound
    }
    carryChanges(of: old, &change, endingBy: old.bytes.count, copied, &shift)
    copy(old, copied..<old.bytes.count)
  }

  /// Takes over the changes of the stretch that is copied next.
  private mutating func carryChanges(
    of old: EditedText, _ change: inout Int, endingBy end: Int, _ copied: Int, _ shift: inout Int
  ) {
    while change < old.changes.count, old.changes[change].range.upperBound <= end {
      let moved = old.changes[change]
      let offset = bytes.count - copied
      changes.append(
        Change(
          range: moved.range.lowerBound + offset..<moved.range.upperBound + offset,
          original: moved.original))
      shift += moved.growth
      change += 1
    }
  }

  private mutating func copy(_ old: EditedText, _ range: Range<Int>) {
    bytes.append(contentsOf: old.bytes[range])
    marks.append(contentsOf: old.marks[range])
  }

  private mutating func append(
    _ old: ArraySlice<UInt8>, _ wish: Wish, _ original: Range<Int>, _ origin: EditOrigin,
    _ mapper: inout RawSpanMapper
  ) {
    let start = bytes.count
    old.withUnsafeBufferPointer { text in
      switch wish.edit {
      case .mask(let keep): mask(text, keep: keep)
      case .maskDisguised: maskDisguised(text)
      case .remove, .keep: break
      case .replace(let text): appendEdited(Array(text.utf8))
      case .hash(let key): appendEdited(hash(text, wish.disguised, origin.concealer, key: key))
      case .encrypt(let key):
        appendEdited(
          origin.concealer.encrypt(
            text, key: key, line: origin.line,
            span: origin.value.lineSpan(of: original, &mapper),
            at: Timestamp(microseconds: origin.now)))
      }
    }
    changes.append(Change(range: start..<bytes.count, original: original))
  }

  /// A disguised value has the token of what stands there in its view, as if it had come plainly.
  private func hash(
    _ text: TextBytes, _ disguised: [UInt8]?, _ concealer: any Concealer, key: Int
  ) -> [UInt8] {
    guard let disguised else { return concealer.hash(text, key: key) }
    return disguised.withUnsafeBufferPointer { concealer.hash($0, key: key) }
  }

  mutating func appendEdited(_ new: UInt8) {
    bytes.append(new)
    marks.append(.edited)
  }

  mutating func appendEdited(_ new: [UInt8]) {
    bytes.append(contentsOf: new)
    marks.append(contentsOf: repeatElement(.edited, count: new.count))
  }
}
