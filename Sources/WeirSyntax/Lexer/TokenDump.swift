/// Tokens as text, one a line: position, kind and spelling.
public enum TokenDump {
  public static func text(of source: SourceFile) -> String {
    let lines = LineIndex(source)
    return Lexer.lex(source, index: 0).tokens.map { token in
      let start = token.span.start
      let written = String(decoding: source.bytes[start..<token.span.end], as: UTF8.self)
      let place = "\(lines.line(at: start)):\(lines.column(at: start))"
      return "\(place) \(kind(token))\(written.isEmpty ? "" : " " + written)\n"
    }.joined()
  }

  private static func kind(_ token: Token) -> String {
    switch token.kind {
    case .word: "word"
    case .regex: "regex"
    case .symbol: "symbol"
    case .newline: "newline"
    case .end: "end"
    case .literal(let literal):
      switch literal {
      case .bool: "bool"
      case .int: "int"
      case .float: "float"
      case .text: "text"
      case .time: "time"
      case .duration: "duration"
      case .ip: "ip"
      case .cidr: "cidr"
      case .null: "null"
      }
    }
  }
}
