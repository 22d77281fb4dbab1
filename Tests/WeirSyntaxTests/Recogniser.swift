@testable import WeirSyntax

/// Says whether a text is in the language of the grammar: slow and obvious, all ways at once.
struct Recogniser {
  let grammar: Grammar
  private let tokens: [Token]
  private let words: [String]
  private let characters: [UInt32]
  private let isOverTokens: Bool
  private var known: [Key: Set<Int>] = [:]

  private struct Key: Hashable {
    var name: String
    var position: Int
  }

  /// Whether the lexer and the grammar take the whole of `source`.
  static func accepts(_ source: SourceFile, by grammar: Grammar) -> Bool {
    let lexed = Lexer.lex(source, index: 0)
    guard lexed.diagnostics.isEmpty else { return false }
    var tokens = lexed.tokens.filter { $0.kind != .end }
    if tokens.last?.kind == .newline { tokens.removeLast() }
    var recogniser = Recogniser(grammar, tokens: tokens, source: source)
    return recogniser.ends(of: .reference("file"), from: 0).contains(tokens.count)
  }

  /// Whether one token's spelling fits its production.
  static func spells(_ text: String, _ name: String, by grammar: Grammar) -> Bool {
    var recogniser = Recogniser(grammar, text: text)
    return recogniser.ends(of: .reference(name), from: 0).contains(text.unicodeScalars.count)
  }

  private init(_ grammar: Grammar, tokens: [Token], source: SourceFile) {
    self.grammar = grammar
    self.tokens = tokens
    words = tokens.map {
      String(decoding: source.bytes[$0.span.start..<$0.span.end], as: UTF8.self)
    }
    characters = []
    isOverTokens = true
  }

  private init(_ grammar: Grammar, text: String) {
    self.grammar = grammar
    tokens = []
    words = []
    characters = text.unicodeScalars.map(\.value)
    isOverTokens = false
  }

  /// Every position at which `part` can end when it begins at `start`.
  private mutating func ends(of part: Grammar.Part, from start: Int) -> Set<Int> {
    switch part {
    case .literal(let text): return literal(text, start)
    case .reference(let name): return reference(name, start)
    case .characters(let ranges, let isNegated):
      guard start < characters.count else { return [] }
      let isInside = ranges.contains { $0.contains(characters[start]) }
      return isInside != isNegated ? [start + 1] : []
    case .sequence(let parts):
      return parts.reduce(into: [start]) { positions, part in
        positions = all(positions, part)
      }
    case .choice(let parts):
      return parts.reduce(into: []) { $0.formUnion(ends(of: $1, from: start)) }
    case .repeated(let part, let minimum, let isSingle):
      var found: Set<Int> = minimum == 0 ? [start] : []
      var frontier: Set<Int> = [start]
      repeat {
        frontier = all(frontier, part).subtracting(found)
        found.formUnion(frontier)
      } while !frontier.isEmpty && !isSingle
      return found
    case .difference(let part, let other):
      return ends(of: part, from: start).subtracting(ends(of: other, from: start))
    }
  }

  private mutating func all(_ positions: Set<Int>, _ part: Grammar.Part) -> Set<Int> {
    var found: Set<Int> = []
    for position in positions { found.formUnion(ends(of: part, from: position)) }
    return found
  }

  private func literal(_ text: String, _ start: Int) -> Set<Int> {
    if !isOverTokens {
      let wanted = text.unicodeScalars.map(\.value)
      return characters[min(start, characters.count)...].starts(with: wanted)
        ? [start + wanted.count] : []
    }
    guard start < tokens.count, words[start] == text else { return [] }
    switch tokens[start].kind {
    case .word, .symbol: return [start + 1]
    case .literal, .regex, .newline, .end: return []
    }
  }

  private mutating func reference(_ name: String, _ start: Int) -> Set<Int> {
    if isOverTokens, name.first?.isUppercase ?? false {
      return start < tokens.count && Self.isToken(tokens[start], name) ? [start + 1] : []
    }
    let key = Key(name: name, position: start)
    if let found = known[key] { return found }
    guard let part = grammar.productions[name] else { return [] }
    let found = ends(of: part, from: start)
    known[key] = found
    return found
  }

  private static func isToken(_ token: Token, _ name: String) -> Bool {
    if name == "NAME" { return token.name != nil }
    return tokenName(token) == name || name == "NATURAL" && tokenName(token) == "INT"
  }

  /// The production for the token's spelling.
  static func tokenName(_ token: Token) -> String? {
    switch token.kind {
    case .word: return token.name == nil ? "RESERVED" : "NAME"
    case .regex: return "REGEX"
    case .newline: return "NEWLINE"
    case .symbol, .end: return nil
    case .literal(let literal):
      switch literal {
      case .bool: return "BOOL"
      case .int: return "INT"
      case .float: return "FLOAT"
      case .text: return "TEXT"
      case .time: return "TIME"
      case .duration: return "DURATION"
      case .ip: return "IP"
      case .cidr: return "CIDR"
      case .null: return nil
      }
    }
  }
}
