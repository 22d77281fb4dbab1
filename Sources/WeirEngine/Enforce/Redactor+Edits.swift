import WeirJSON

/// Turning what was found into edits of the line.
extension Redactor {
  mutating func edit(
    _ leaf: Leaf, _ text: TextBytes, _ found: [Hit], _ kept: KeptRanges,
    _ frame: inout Frame, _ concealer: any Concealer, now: Int64
  ) {
    let enforced = found.filter { plan.blocks[$0.block].isEnforced }
    if enforced.isEmpty { return }
    let origin = EditOrigin(line: frame.line, value: leaf.value, concealer: concealer, now: now)
    var edited = EditedText(text)
    edited.apply(enforced, origin)
    if edited.changes.isEmpty { return }
    var again = leftovers(edited, &frame)
    for _ in 0..<frame.program.bounds.redactionRoundsMax where !again.isEmpty {
      edited.apply(again, origin)
      again = leftovers(edited, &frame)
    }
    for hit in again where hit.target.edit != .keep { failed.insert(hit.block) }
    if leaf.isName {
      for hit in enforced where hit.target.edit != .keep && !kept.cover(hit) {
        nameEditors.insert(hit.block)
      }
    }
    if leaf.value.kind == .string {
      splice(edited, leaf.value, frame)
    } else {
      spliceNumber(edited, leaf.value)
    }
  }

  private mutating func splice(_ edited: EditedText, _ value: JSONValue, _ frame: Frame) {
    var mapper = RawSpanMapper(value, in: frame.line)
    for piece in edited.changes {
      let start = replacements.count
      edited.bytes[piece.range].withUnsafeBufferPointer {
        LineWriter.appendEscaped($0, into: &replacements)
      }
      edits.append(
        Edit(
          range: value.lineSpan(of: piece.original, &mapper),
          replacement: start..<replacements.count))
    }
  }

  /// An edited number becomes a string.
  private mutating func spliceNumber(_ edited: EditedText, _ value: JSONValue) {
    let start = replacements.count
    replacements.append(UInt8(ascii: "\""))
    edited.bytes.withUnsafeBufferPointer { LineWriter.appendEscaped($0, into: &replacements) }
    replacements.append(UInt8(ascii: "\""))
    edits.append(Edit(range: value.range, replacement: start..<replacements.count))
  }
}
