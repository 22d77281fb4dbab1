import WeirChecker
import WeirJSON
import WeirSyntax

extension Frame {
  /// `text(_:)` of an operand: what it mostly is, a constant or a `let` that is known, needs no call.
  @inline(__always)
  mutating func textOperand(_ id: NodeID) -> Outcome<TextBytes> {
    let node = program.nodes[id]
    if node.operation == .constant { return .value(constants { $0.texts[Int(node.a)] }) }
    if node.operation == .letBinding, case .text(let value) = lets[Int(node.a)] { return value }
    return text(id)
  }

  mutating func text(_ id: NodeID) -> Outcome<TextBytes> {
    let node = program.nodes[id]
    let a = Int(node.a)
    switch node.operation {
    case .constant: return .value(constants { $0.texts[a] })
    case .field: return fieldText(a)
    case .letBinding: return textLet(a)
    case .coalesce:
      if node.c > 0, document.slots[Int(node.c) - 1].kind == .absent { return text(Int(node.b)) }
      let value = text(a)
      if case .absent = value { return text(Int(node.b)) }
      return value
    case .convert:
      // `as_string` takes strings alone, a loop over leaves also the digits of numbers.
      let takesNumbers = node.c == 0
      return raw(a).flatMap { convertText($0, takesNumbers: takesNumbers) }
    case .call: return textCall(node)
    case .matchedText: return .value(matchedText)
    case .not, .and, .or, .exists, .isNull, .compareInts, .compareFloats, .compareIntFloat,
      .compareTexts, .compareBools, .compareNetworks, .isMemberText, .isMemberInt,
      .isMemberFloat, .isMemberNetwork, .isElement, .containsField, .search, .searchRaw,
      .searchDynamic,
      .searchDynamicRaw, .matchesField, .matchesText, .matchesRaw, .any, .all, .anyLeaf, .allLeaf,
      .negate, .arithmeticInts, .arithmeticFloats, .widen, .divideInts, .window, .score,
      .listCount, .member, .element, .variable:
      preconditionFailure("a text node gives a text")
    }
  }

  /// A field's text, decoded at most once a message.
  mutating func fieldText(_ field: FieldID) -> Outcome<TextBytes> {
    if case .text(let text) = values[field] { return .value(text) }
    let value = document.slots[field]
    guard value.kind == .string else { return .absent }
    let text = decoded(value, in: arena)
    values[field] = .text(text)
    return .value(text)
  }

  /// A string's text: bytes of the line where it has no escapes, else decoded for now.
  mutating func decoded(_ value: JSONValue) -> TextBytes { decoded(value, in: scratch) }

  private mutating func decoded(_ value: JSONValue, in arena: Arena) -> TextBytes {
    if !value.hasEscapes { return TextBytes(rebasing: line[value.content]) }
    let room = arena.allocate(value.content.count)
    let count = value.decode(in: line, into: room)
    return TextBytes(rebasing: TextBytes(room)[..<count])
  }

  /// The same of what stands in the line as it is; nil for a string with escapes.
  @inline(__always)
  func plainText(_ value: JSONValue) -> TextBytes? {
    if value.hasEscapes { return nil }
    return TextBytes(rebasing: line[value.kind == .string ? value.content : value.range])
  }

  /// The text of a string, the digits of a number. A field that rules search is decoded already.
  mutating func leafText(_ value: JSONValue) -> TextBytes {
    guard value.kind == .string else { return TextBytes(rebasing: line[value.range]) }
    if value.hasEscapes, let place = searchPlace(of: value),
      case .value(let text) = fieldText(program.searches[place].field)
    {
      return text
    }
    return decoded(value)
  }

  private mutating func textLet(_ id: LetID) -> Outcome<TextBytes> {
    if case .text(let value) = lets[id] { return value }
    let value = text(program.lets[id].node).map { scratch.owns($0) ? arena.copy($0) : $0 }
    lets[id] = .text(value)
    return value
  }

  private mutating func textCall(_ node: Node) -> Outcome<TextBytes> {
    switch program.calls[Int(node.a)].body {
    case .textToText(let body): return text(Int(node.b)).map { body($0, scratch) }
    case .textToInt, .textToFloat, .textToBool, .choice, .textToOptionalInt, .textToOptionalFloat,
      .intToInt, .intsToInt, .floatToFloat, .floatsToFloat, .networkToBool, .readJSON, .listCount,
      .leaves:
      preconditionFailure("a text call has a text body")
    }
  }
}
