import WeirChecker
import WeirJSON
import WeirText

/// Names of members of records inside lists.
extension Frame {
  mutating func nameFault(
    _ name: JSONValue, _ record: RecordType
  ) -> Malformation.Reason? {
    let text = decoded(name)
    if record.fields.contains(where: { text.elementsEqual($0.jsonName.utf8) }) { return nil }
    if record.fields.contains(where: { looksAlike(text, $0.jsonName) }) {
      return .json(.lookalikeName)
    }
    return program.message.isClosed ? .undeclared : nil
  }

  private func looksAlike(_ name: TextBytes, _ declared: String) -> Bool {
    if UTF8Scanner.endOfASCII(from: 0, in: name) == name.count,
      declared.utf8.allSatisfy({ $0 < 128 })
    {
      return name.count == declared.utf8.count
        && name.elementsEqual(declared.utf8) { Folding.asciiFolded($0) == Folding.asciiFolded($1) }
    }
    var declared = declared
    let folded = declared.withUTF8 { Folding.compatibilityFolded($0) }
    return Folding.compatibilityFolded(name) == folded
  }
}
