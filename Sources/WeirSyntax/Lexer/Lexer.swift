/// Turns the bytes of a policy file into tokens; comments are kept beside them.
///
/// Never stops: a fault leaves a diagnostic and the nearest token that makes sense. Linear in the
/// length of the file.
public struct Lexer {
  let bytes: [UInt8]
  let file: Int
  var at = 0
  var isFirstOnLine = true
  var tokens: [Token] = []
  var comments: [Comment] = []
  var diagnostics: [Diagnostic] = []
  /// Open brackets; a `[` that holds the patterns of `matches` is marked.
  var open: [Bracket] = []

  struct Bracket {
    var symbol: Symbol
    var holdsPatterns: Bool
  }

  /// What a file consists of.
  public struct Output: Sendable {
    /// With `.newline` where a line break ends a clause, and `.end` last.
    public var tokens: [Token]
    public var comments: [Comment]
    public var diagnostics: [Diagnostic]
  }

  init(_ source: SourceFile, index: Int) {
    bytes = source.bytes
    file = index
  }

  /// The tokens of `source`, whose spans carry `index` as their file.
  public static func lex(_ source: SourceFile, index: Int) -> Output {
    var lexer = Lexer(source, index: index)
    guard source.bytes.count <= SyntaxLimits.fileBytesMax else { return lexer.tooLarge() }
    lexer.checkEncoding()
    lexer.skipByteOrderMark()
    while lexer.at < lexer.bytes.count { lexer.step() }
    let tokens = markNewlines(lexer.tokens, end: lexer.span(from: lexer.at))
    return Output(tokens: tokens, comments: lexer.comments, diagnostics: lexer.diagnostics)
  }

  // MARK: Reading

  func byte(_ offset: Int = 0) -> UInt8 {
    at + offset < bytes.count ? bytes[at + offset] : 0
  }

  func span(from start: Int) -> SourceSpan { SourceSpan(file: file, start: start, end: at) }

  func text(from start: Int) -> String { String(decoding: bytes[start..<at], as: UTF8.self) }

  mutating func skip(while isPart: (UInt8) -> Bool) {
    while at < bytes.count, isPart(bytes[at]) { at += 1 }
  }

  mutating func emit(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind, span(from: start), isFirstOnLine: isFirstOnLine))
    isFirstOnLine = false
  }

  mutating func report(
    _ code: DiagnosticCode, _ message: String, at span: SourceSpan, label: String = "",
    help: String? = nil, fix: SourceFix? = nil
  ) {
    diagnostics.append(
      Diagnostic(code, message, at: Label(span, label), help: help, fix: fix))
  }

  // MARK: Dispatch

  private mutating func step() {
    switch byte() {
    case 0x20, 0x09, 0x0d: at += 1
    case 0x0a:
      at += 1
      isFirstOnLine = true
    case UInt8(ascii: "#"): comment()
    case UInt8(ascii: "\""): textLiteral(quote: UInt8(ascii: "\""))
    case UInt8(ascii: "0")...UInt8(ascii: "9"): addressOrNumber()
    case let first where first.isNameStart: addressOrWord()
    case UInt8(ascii: "/") where beginsRegex: regexLiteral()
    default: symbolOrFault()
    }
  }

  private mutating func comment() {
    let start = at
    skip { $0 != 0x0a }
    checkBidi(from: start)
    var end = at
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 || bytes[end - 1] == 0x0d {
      end -= 1
    }
    comments.append(
      Comment(
        span: SourceSpan(file: file, start: start, end: end),
        text: String(decoding: bytes[start..<end], as: UTF8.self), isWholeLine: isFirstOnLine))
  }

  private mutating func addressOrWord() {
    if !addressV6() { word() }
  }

  private mutating func word() {
    let start = at
    skip { $0.isNamePart }
    let text = text(from: start)
    switch text {
    case "true": emit(.literal(.bool(true)), from: start)
    case "false": emit(.literal(.bool(false)), from: start)
    default: emit(.word(text), from: start)
    }
  }

  private mutating func symbolOrFault() {
    if foreignSign() { return }
    if byte() == UInt8(ascii: ":"), byte(1) == UInt8(ascii: ":"), addressV6() { return }
    let start = at
    if let symbol = Symbol.at(byte(), byte(1)) {
      at += symbol.rawValue.utf8.count
      track(symbol)
      emit(.symbol(symbol), from: start)
    } else {
      strangeCharacter()
    }
  }

  /// Keeps the stack of open brackets; a closing one that fits nothing changes nothing.
  private mutating func track(_ symbol: Symbol) {
    switch symbol {
    case .openParen, .openBracket, .openBrace:
      let isAfterMatches = tokens.last?.isWord("matches") ?? false
      open.append(
        Bracket(symbol: symbol, holdsPatterns: symbol == .openBracket && isAfterMatches))
    case .closeParen, .closeBracket, .closeBrace:
      if let depth = open.lastIndex(where: { $0.symbol.closing == symbol }) {
        open.removeSubrange(depth...)
      }
    case .comma, .semicolon, .colon, .dot, .range, .question, .coalesce, .arrow, .assign, .equal,
      .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .star, .slash,
      .percent, .bar:
      break
    }
  }
}

extension Symbol {
  private static let byText: [String: Symbol] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  /// The longest symbol that begins with these two bytes.
  static func at(_ first: UInt8, _ second: UInt8) -> Symbol? {
    byText[String(decoding: [first, second], as: UTF8.self)]
      ?? byText[String(decoding: [first], as: UTF8.self)]
  }

  /// The bracket that closes this one.
  var closing: Symbol? {
    switch self {
    case .openParen: .closeParen
    case .openBracket: .closeBracket
    case .openBrace: .closeBrace
    case .closeParen, .closeBracket, .closeBrace, .comma, .semicolon, .colon, .dot, .range,
      .question, .coalesce, .arrow, .assign, .equal, .notEqual, .less, .lessOrEqual, .greater,
      .greaterOrEqual, .plus, .minus, .star, .slash, .percent, .bar:
      nil
    }
  }
}

extension UInt8 {
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isNameStart: Bool {
    (self >= 0x41 && self <= 0x5a) || (self >= 0x61 && self <= 0x7a) || self == 0x5f
  }
  var isNamePart: Bool { isNameStart || isDigit }

  var hexValue: UInt32? {
    switch self {
    case 0x30...0x39: UInt32(self) - 0x30
    case 0x41...0x46: UInt32(self) - 0x37
    case 0x61...0x66: UInt32(self) - 0x57
    default: nil
    }
  }
}
