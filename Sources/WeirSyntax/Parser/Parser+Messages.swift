/// The message block and types.
extension Parser {
  mutating func messageBlock(_ start: SourceSpan) -> MessageTree {
    let isClosed = take("closed")
    let keyword = token.span
    if !take("message") { failExpecting("`message` after `closed`") }
    var tree = MessageTree(
      isClosed: isClosed, fields: [], clocks: [], malformed: [], span: start, keywordSpan: keyword)
    block(of: "the message", separatedByCommas: true) { $0.messageClause(into: &tree) }
    tree.span = span(from: start)
    return tree
  }

  private mutating func messageClause(into tree: inout MessageTree) {
    if isAt("clock"), !next.isSymbol(.colon) {
      advance()
      tree.clocks.append(name("the field that holds the time"))
    } else if isAt("malformed"), !next.isSymbol(.colon) {
      advance()
      if let verdict = verdict() { tree.malformed.append(verdict) }
    } else {
      tree.fields.append(field())
    }
  }

  private mutating func field() -> FieldDeclaration {
    let start = token.span
    let name = name("a field's name")
    expect(.colon, after: "the field's name")
    let type = isRecovering ? TypeTree(.invalid, here) : type()
    var field = FieldDeclaration(
      name: name, type: type, jsonName: nil, isTrusted: false, span: start)
    if !isRecovering, take("from") { field.jsonName = text("the JSON member's name in quotes") }
    if !isRecovering, take("trusted") { field.isTrusted = true }
    field.span = span(from: start)
    return field
  }

  mutating func type() -> TypeTree {
    deeper(TypeTree(.invalid, here)) { $0.optionalType() }
  }

  private mutating func optionalType() -> TypeTree {
    let start = token.span
    var type = TypeTree(typeKind(), start)
    type.span = span(from: start)
    while !isRecovering, take(.question) {
      type = TypeTree(.optional(type), span(from: start))
      if depth + 1 > SyntaxLimits.depthMax { tooDeep() }
    }
    return type
  }

  private mutating func typeKind() -> TypeTree.Kind {
    let start = token.span
    switch token.kind {
    case .word: return .named(name("a type"))
    case .literal(.text): return .union(unionMembers())
    case .symbol(.openBrace): return .record(recordFields())
    case .symbol(.openBracket):
      advance()
      let element = type()
      close(.closeBracket, open: start)
      return .list(element)
    case .symbol(.openParen):
      advance()
      let inner = type()
      close(.closeParen, open: start)
      return inner.kind
    case .literal, .regex, .symbol, .newline, .end:
      failExpecting("a type", help: "types are \(Self.typeHelp)")
      return .invalid
    }
  }

  private static let typeHelp =
    "`bool int float string time duration ip cidr json`, `\"a\" | \"b\"`, `{ name: TYPE }` and "
    + "`[TYPE]`; `?` marks what may be absent"

  private mutating func unionMembers() -> [TextLiteral] {
    var members: [TextLiteral] = []
    repeat { members.append(text("a text in quotes")) } while !isRecovering && take(.bar)
    return members
  }

  private mutating func recordFields() -> [FieldDeclaration] {
    var fields: [FieldDeclaration] = []
    block(of: "the record", separatedByCommas: true) { fields.append($0.field()) }
    return fields
  }
}
