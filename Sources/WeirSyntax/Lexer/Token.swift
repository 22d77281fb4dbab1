/// One word, literal or sign of a policy text.
public struct Token: Sendable {
  public enum Kind: Sendable, Equatable {
    /// A name or a word of the language.
    case word(String)
    case literal(Literal)
    case regex(pattern: String, flags: String)
    case symbol(Symbol)
    /// The end of a line that ends a clause; line breaks that are only space leave no token.
    case newline
    /// The end of the file.
    case end
  }

  public var kind: Kind
  public var span: SourceSpan
  /// True when nothing but space and comments stands before it on its line.
  public var isFirstOnLine: Bool

  public init(_ kind: Kind, _ span: SourceSpan, isFirstOnLine: Bool = false) {
    self.kind = kind
    self.span = span
    self.isFirstOnLine = isFirstOnLine
  }
}

/// A sign made of one or two characters.
public enum Symbol: String, Sendable, CaseIterable {
  case openParen = "("
  case closeParen = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"
  case comma = ","
  case semicolon = ";"
  case colon = ":"
  case dot = "."
  case range = ".."
  case question = "?"
  case coalesce = "??"
  case arrow = "->"
  case assign = "="
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case percent = "%"
  case bar = "|"
}

/// Words that can't be names.
public enum ReservedWord {
  public static let all: Set<String> = [
    "and", "or", "not", "in", "contains", "starts_with", "ends_with", "matches", "any", "all",
    "if", "else", "true", "false",
  ]
}

extension Token {
  var word: String? {
    guard case .word(let text) = kind else { return nil }
    return text
  }

  /// The word, if it can be a name.
  var name: String? {
    guard let word, !ReservedWord.all.contains(word) else { return nil }
    return word
  }

  var isText: Bool {
    guard case .literal(.text) = kind else { return false }
    return true
  }

  func isSymbol(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }
  func isWord(_ text: String) -> Bool { word == text }

  /// Whether a clause may be over after this token; if not, a line break after it is space.
  var canEndClause: Bool {
    switch kind {
    case .word(let text): !ReservedWord.all.contains(text)
    case .literal, .regex: true
    case .symbol(let symbol):
      switch symbol {
      case .closeParen, .closeBracket, .closeBrace, .question: true
      case .openParen, .openBracket, .openBrace, .comma, .semicolon, .colon, .dot, .range,
        .coalesce, .arrow, .assign, .equal, .notEqual, .less, .lessOrEqual, .greater,
        .greaterOrEqual, .plus, .minus, .star, .slash, .percent, .bar:
        false
      }
    case .newline, .end: false
    }
  }
}
