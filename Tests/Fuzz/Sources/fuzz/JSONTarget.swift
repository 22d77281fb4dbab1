import FuzzDriver
import WeirJSON

/// Any bytes as a line: accepted exactly when the slow recogniser of the tests accepts, and what was
/// found in it can be decoded, mapped back and replaced.
enum JSONTarget {
  @Sendable static func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    let copy = Array(bytes)
    var plain = JSONReader()
    var document = Document()
    let failure = plain.read(bytes, into: &document)
    let slow = SlowRecogniser.accepts(copy, asMessage: true)
    claim(
      (failure == nil) == slow || failure?.reason == .numberTooLong,
      "as a message: \(String(describing: failure)), slow \(slow)")
    let fault = plain.check(bytes)
    claim(
      (fault == nil) == SlowRecogniser.accepts(copy) || fault?.reason == .numberTooLong,
      "as a document: \(String(describing: fault))")
    for found in [failure, fault] {
      guard let found else { continue }
      claim(0...bytes.count ~= found.offset, "a failure points into the line")
      _ = found.field(in: bytes)
    }
    readFields(bytes, isMessage: failure == nil)
  }

  private static let paths = [
    [], ["text"], ["id"], ["tool"], ["tool", "name"], ["tool", "args"], ["a"], ["a", "b"], ["é"],
  ]

  private static func readFields(_ bytes: UnsafeBufferPointer<UInt8>, isMessage: Bool) {
    var reader = JSONReader(tree: FieldTree(paths: paths), collectsLeaves: true)
    var document = Document()
    if let failure = reader.read(bytes, into: &document) {
      // Members that look like declared ones are refused only where some are declared.
      var isLookAlike = false
      if case .lookalikeName = failure.reason { isLookAlike = true }
      return claim(!isMessage || isLookAlike, "fields make no difference: \(failure)")
    }
    claim(isMessage, "fields make no line acceptable")
    for slot in document.slots where slot.kind != .absent {
      claim(slot.range.lowerBound >= 0 && slot.range.upperBound <= bytes.count, "inside the line")
      claim(
        reader.check(UnsafeBufferPointer(rebasing: bytes[slot.range])) == nil,
        "a field is a document of its own")
    }
    for leaf in document.leaves { look(at: leaf.value, bytes) }
    rewrite(document, bytes)
  }

  private static func look(at value: JSONValue, _ bytes: UnsafeBufferPointer<UInt8>) {
    if value.kind == .number { return compareNumber(value, bytes) }
    var decoded: [UInt8] = []
    value.decode(in: bytes, into: &decoded)
    claim(String(validating: decoded, as: UTF8.self) != nil, "decoded text is UTF-8")
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: value.content.count)
    defer { room.deallocate() }
    let count = value.decode(in: bytes, into: room)
    claim(room[..<count].elementsEqual(decoded), "decoded alike into memory")
    let isEqual = decoded.withUnsafeBufferPointer { value.decodedEquals($0, in: bytes) }
    claim(isEqual, "equal to what was decoded")
    _ = JSONPointer.to(value, in: bytes)
    var mapper = RawSpanMapper(value, in: bytes)
    var end = value.content.lowerBound
    for start in stride(from: 0, to: decoded.count, by: 3) {
      let range = start..<min(start + 2, decoded.count)
      let raw = mapper.rawSpan(ofDecoded: range)
      claim(raw == value.rawSpan(ofDecoded: range, in: bytes), "the same span from anywhere")
      claim(
        raw.lowerBound >= value.content.lowerBound && raw.upperBound <= value.content.upperBound,
        "a span lies inside its string")
      claim(raw.upperBound >= end, "spans ascend")
      end = raw.upperBound
    }
    for start in stride(from: decoded.count - 1, through: 0, by: -7) {
      let raw = mapper.rawSpan(ofDecoded: start..<start + 1)
      claim(raw == value.rawSpan(ofDecoded: start..<start + 1, in: bytes), "going back as well")
    }
  }

  private static func compareNumber(_ value: JSONValue, _ bytes: UnsafeBufferPointer<UInt8>) {
    let text = String(decoding: bytes[value.range], as: UTF8.self)
    let wanted = Double(text)
    let double = value.double(in: bytes)
    claim(
      double?.bitPattern == wanted.flatMap { $0.isFinite ? $0 : nil }?.bitPattern,
      "\(text) is \(String(describing: wanted)), not \(String(describing: double))")
    if let exact = Int64(text) { claim(value.int64(in: bytes) == exact, "\(text) as Int64") }
  }

  /// Every text replaced by itself, escaped anew: the line means the same afterwards.
  private static func rewrite(_ document: Document, _ bytes: UnsafeBufferPointer<UInt8>) {
    var edits: [Edit] = []
    var replacements: [UInt8] = []
    var texts: [[UInt8]] = []
    for leaf in document.leaves where leaf.value.kind == .string {
      var decoded: [UInt8] = []
      leaf.value.decode(in: bytes, into: &decoded)
      texts.append(decoded)
      let start = replacements.count
      decoded.withUnsafeBufferPointer { LineWriter.appendEscaped($0, into: &replacements) }
      edits.append(Edit(range: leaf.value.content, replacement: start..<replacements.count))
    }
    var output: [UInt8] = []
    do {
      try replacements.withUnsafeBufferPointer {
        try LineWriter.splice(bytes, edits: edits, replacements: $0, into: &output)
      }
    } catch {
      claim(false, "edits in order are taken: \(error)")
    }
    output.withUnsafeBufferPointer { line in
      var reader = JSONReader(collectsLeaves: true)
      var again = Document()
      let failure = reader.read(line, into: &again)
      claim(failure == nil, "a rewritten line reads: \(String(describing: failure))")
      let strings = again.leaves.filter { $0.value.kind == .string }
      claim(strings.count == texts.count, "as many texts as before")
      for (leaf, text) in zip(strings, texts) {
        let isSame = text.withUnsafeBufferPointer { leaf.value.decodedEquals($0, in: line) }
        claim(isSame, "the same text as before")
      }
    }
  }
}
