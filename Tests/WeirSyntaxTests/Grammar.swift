import Foundation

/// The productions of an EBNF file.
struct Grammar: Sendable {
  indirect enum Part: Sendable {
    case literal(String)
    case reference(String)
    case characters([ClosedRange<UInt32>], isNegated: Bool)
    case sequence([Part])
    case choice([Part])
    /// At least `minimum` times; at most once if `isSingle`.
    case repeated(Part, minimum: Int, isSingle: Bool)
    case difference(Part, Part)
  }

  private(set) var productions: [String: Part] = [:]
  /// Levels of productions below each one until every branch has ended, at least.
  private var depths: [String: Int] = [:]

  static func weir() throws -> Grammar { try shared.get() }

  /// Read once for all tests.
  private static let shared = Result { () throws -> Grammar in
    let url = Samples.repository.appending(path: "Grammar/weir.ebnf")
    return Grammar(String(decoding: try Data(contentsOf: url), as: UTF8.self))
  }

  init(_ text: String) {
    var reader = GrammarReader(text)
    productions = reader.productions()
    measureDepths()
  }

  /// Names that are used and have no production.
  var undefined: Set<String> {
    var names: Set<String> = []
    for part in productions.values { part.visit { names.insert($0) } }
    return names.subtracting(productions.keys).subtracting(["NEWLINE"])
  }
}

extension Grammar {
  private static let endless = 1000

  /// Levels of productions until `part` can have ended; tokens are the ground.
  func depth(of part: Part) -> Int {
    switch part {
    case .literal, .characters: return 0
    case .reference(let name):
      return name.first?.isUppercase ?? false ? 0 : depths[name] ?? Self.endless
    case .sequence(let parts): return parts.map { depth(of: $0) }.max() ?? 0
    case .choice(let parts): return parts.map { depth(of: $0) }.min() ?? 0
    case .repeated(let part, let minimum, _): return minimum == 0 ? 0 : depth(of: part)
    case .difference(let part, _): return depth(of: part)
    }
  }

  /// Every round settles at least one more production; asked for anew, the levels double each time.
  private mutating func measureDepths() {
    var isSettled = false
    while !isSettled {
      isSettled = true
      for (name, part) in productions {
        let depth = min(depth(of: part) + 1, Self.endless)
        if depth < depths[name] ?? Self.endless {
          depths[name] = depth
          isSettled = false
        }
      }
    }
  }
}

extension Grammar.Part {
  func visit(_ name: (String) -> Void) {
    switch self {
    case .literal, .characters: break
    case .reference(let text): name(text)
    case .sequence(let parts), .choice(let parts): for part in parts { part.visit(name) }
    case .repeated(let part, _, _): part.visit(name)
    case .difference(let part, let other):
      part.visit(name)
      other.visit(name)
    }
  }
}

/// Reads the W3C's notation.
private struct GrammarReader {
  let text: [Character]
  var at = 0

  init(_ text: String) { self.text = Array(text) }

  mutating func productions() -> [String: Grammar.Part] {
    var found: [String: Grammar.Part] = [:]
    skipSpace()
    while at < text.count {
      let name = word()
      precondition(take("::="), "a production has ::= after its name, near \(name)")
      found[name] = choice()
    }
    return found
  }

  private mutating func skipSpace() {
    while at < text.count {
      if text[at].isWhitespace {
        at += 1
      } else if text[at] == "/", at + 1 < text.count, text[at + 1] == "*" {
        at += 2
        while at + 1 < text.count, !(text[at] == "*" && text[at + 1] == "/") { at += 1 }
        at += 2
      } else {
        return
      }
    }
  }

  private mutating func word() -> String {
    let start = at
    while at < text.count, text[at].isLetter { at += 1 }
    let name = String(text[start..<at])
    skipSpace()
    return name
  }

  private func isNext(_ sign: String) -> Bool { text[at...].starts(with: sign) }

  private mutating func take(_ sign: String) -> Bool {
    guard isNext(sign) else { return false }
    at += sign.count
    skipSpace()
    return true
  }

  private mutating func choice() -> Grammar.Part {
    var parts = [sequence()]
    while take("|") { parts.append(sequence()) }
    return parts.count == 1 ? parts[0] : .choice(parts)
  }

  private mutating func sequence() -> Grammar.Part {
    var parts: [Grammar.Part] = []
    while at < text.count, !isNext("|"), !isNext(")"), !isAtProduction {
      let part = repetition()
      parts.append(take("- ") ? .difference(part, repetition()) : part)
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private var isAtProduction: Bool {
    var ahead = self
    return !ahead.word().isEmpty && ahead.isNext("::=")
  }

  private mutating func repetition() -> Grammar.Part {
    let part = primary()
    if take("?") { return .repeated(part, minimum: 0, isSingle: true) }
    if take("*") { return .repeated(part, minimum: 0, isSingle: false) }
    if take("+") { return .repeated(part, minimum: 1, isSingle: false) }
    return part
  }

  private mutating func primary() -> Grammar.Part {
    if take("(") {
      let inner = choice()
      precondition(take(")"), "a group is closed")
      return inner
    }
    if isNext("'") { return .literal(quoted()) }
    if isNext("[") { return characters() }
    let name = word()
    precondition(!name.isEmpty, "a part begins with a name, a quote or a bracket")
    return .reference(name)
  }

  private mutating func quoted() -> String {
    at += 1
    let start = at
    while text[at] != "'" { at += 1 }
    defer {
      at += 1
      // A sign of repetition binds to what it touches.
      if !"?*+".contains(at < text.count ? text[at] : " ") { skipSpace() }
    }
    return String(text[start..<at])
  }

  private mutating func characters() -> Grammar.Part {
    at += 1
    let isNegated = text[at] == "^"
    if isNegated { at += 1 }
    var ranges: [ClosedRange<UInt32>] = []
    while text[at] != "]" {
      let low = character()
      if text[at] == "-", text[at + 1] != "]" {
        at += 1
        ranges.append(low...character())
      } else {
        ranges.append(low...low)
      }
    }
    at += 1
    if !"?*+".contains(at < text.count ? text[at] : " ") { skipSpace() }
    return .characters(ranges, isNegated: isNegated)
  }

  /// A character, or `#x1F`.
  private mutating func character() -> UInt32 {
    guard isNext("#x") else {
      at += 1
      return text[at - 1].unicodeScalars.first?.value ?? 0
    }
    at += 2
    let start = at
    while text[at].isHexDigit { at += 1 }
    return UInt32(String(text[start..<at]), radix: 16) ?? 0
  }
}
