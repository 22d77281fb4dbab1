import Foundation

@testable import WeirMatcher

/// Makes patterns that use everything the prefilter reads, and texts that nearly match them.
struct PatternMaker {
  var generator: SplitMix

  mutating func number(_ bound: Int) -> Int { Int(generator.next() % UInt64(bound)) }

  mutating func pick<T>(_ items: [T]) -> T { items[number(items.count)] }

  /// Pieces that literals, classes and texts share, so that texts come close to matching.
  static let words = [
    "sk", "ask", "KISS", "or", "the", "ab", "a", "x1", "é", "ß", "ſ", "\u{212A}", "日本", "-", "@",
    ".", "é1", "'", "😀", "\r", "\n", "\r\n", " ", "00", "7", "k", "s", "Straße", "ab12", "drop",
  ]
  private static let classes = [
    "[a-c]", "[0-9]", "\\d", "\\w", "\\s", "[^a]", "[sk]", "[éa]", ".", "[A-Z]", "[^\\w]", "\\W",
    "[\\x{100}-\\x{200}]", "[ks-]", "[a-z.]", "[^\\s@]", "\\S", "[[:alpha:]]", "[^[:punct:]]",
    "\\p{Lu}", "[^\\p{L}]", "\\R", "\\h",
  ]
  private static let zeroWidth = [
    "\\b", "\\B", "(?<![a-z])", "(?<=a)", "(?=s)", "(?!k)", "^", "$", "\\A", "\\G", "(?i)", "(?-i)",
    "(?m)", "(?s)", "(?<=\\b)", "\\z", "(?U)",
  ]

  /// What may stand before a word, near or far.
  private static let prefixes = [
    "(?:drop|the|a)\\s+", "[^@]*", ".*", "(?:a|ab)+[\\s-]*", "[a-z.]{1,10}", "(?:\\d[ -]?){2,6}",
    "\\b\\w{2,4}\\W+", "[^\\s]+", "(?:é|日本){0,3}-?",
  ]

  mutating func pattern() -> RegexSource {
    let flags = pick(["", "", "i", "i", "m", "is", "x"])
    let shape = number(8)
    var text = branch(depth: 3)
    if shape == 0 {
      text =
        pick(["", "\\b"]) + pick(["\\w", "[a-z.]", "[^@]", "[sk]", "\\p{Lu}", "[aé.]"]) + "+@"
        + text
    }
    if shape == 4 { text = pick(Self.prefixes) + pick(Self.words) + text }
    if shape == 1 { text = "(a|b)?(?(1)\(text)|\(item(depth: 1)))x" }
    if shape == 2 { text = "\\b" + text }
    if shape == 3 { text = "(['\"])?" + text + "\\1" }
    if shape == 5 { text = pick(Self.before) + pick(Self.long) + text + pick(Self.behind) }
    if shape == 4, number(2) == 0 { text = "^" + text }
    if shape >= 6 { text = pick(Self.before) + classes() + pick(Self.behind) }
    return RegexSource(text, flags: flags)
  }

  /// What looks for nothing but classes, one after the other.
  private mutating func classes() -> String {
    let narrow = ["[0-9]", "\\d", "[a-c]", "[A-Zé]", "[sk]", "\\w", "[a-z0-9]", "[ .-]"]
    return (0..<(2 + number(4))).map { _ in
      pick(narrow) + pick(["", "", "?", "{2}", "{1,3}", "{3,}", "+", "{2,9}"])
    }.joined()
  }

  /// Runs that texts have now and then, and such as are relaxed where a text begins.
  private static let long = [
    "[sk]{16}", "[a-z]{17,}", "[0-9]{16,40}+", "^[^a]{0,60}", "^.{3,50}", "\\A\\w{0,40}",
    "[^@]{20}",
  ]

  private static let before = [
    "", "\\b", "\\B", "(?<![\\w.-])", "(?<![^s])", "(?<!a|\\d|x1)", "(?<!\\w)(?!00)", "(?<=a)\\b",
  ]
  private static let behind = [
    "", "\\b", "\\B", "(?!\\w)", "(?!\\w|[.-][0-9])", "(?![^s])", "(?<!7)(?!a|k)", "(?=\\s|$)",
  ]

  /// A word that may have to stand near, now and then.
  mutating func near() -> Near? {
    number(3) == 0 ? Near(words: [pick(["ask", "the", "Straße", "drop"])], distance: 9) : nil
  }

  /// Room for what a group of patterns learns from text to text: all, none or little.
  mutating func bounds() -> StartGroup.Bounds {
    var bounds: StartGroup.Bounds = pick([
      .init(), .init(entriesMax: 0, partsMax: 0), .init(entriesMax: 1 << 10, partsMax: 50),
      .init(entriesMax: 1 << 18, partsMax: 9),
    ])
    bounds.scanMembersMin = pick([1, 100])
    return bounds
  }

  private mutating func branch(depth: Int) -> String {
    (0..<(1 + number(3))).map { _ in item(depth: depth) }.joined()
  }

  private mutating func item(depth: Int) -> String {
    let atom: String
    switch number(depth > 0 ? 12 : 6) {
    case 0, 1, 2: atom = NSRegularExpression.escapedPattern(for: pick(Self.words))
    case 3, 4: atom = pick(Self.classes)
    case 5: return pick(Self.zeroWidth)
    case 6, 7: atom = "(?:" + branch(depth: depth - 1) + "|" + branch(depth: depth - 1) + ")"
    case 8: atom = "(?i:" + branch(depth: depth - 1) + ")"
    case 9: atom = "(?>" + branch(depth: depth - 1) + ")"
    case 10: atom = "(" + branch(depth: depth - 1) + ")"
    default: atom = "(?-i:" + branch(depth: depth - 1) + ")"
    }
    guard number(3) == 0 else { return atom }
    let group = atom.hasPrefix("(") || atom.hasPrefix("[") ? atom : "(?:\(atom))"
    let repeats = number(8) == 0 ? Self.longRepeats : Self.repeats
    return group + pick(repeats)
  }

  private static let repeats = [
    "?", "*", "+", "{2}", "{1,3}", "+?", "*+", "{0,2}", "{3,}", "{2,9}",
  ]
  /// These make more states than there is room for.
  private static let longRepeats = ["{0,20}", "{1,40}?", "{12,70}"]

  /// Texts of the same pieces, now and then with their case changed, short and long.
  mutating func text() -> String {
    if number(40) == 0 { return longRun() }
    let count = number(6) == 0 ? 60 + number(60) : number(12)
    return (0..<count).map { _ in
      let word = pick(Self.words)
      switch number(8) {
      case 0: return word.uppercased()
      case 1: return word.lowercased()
      case 2: return pick(["A", "e", "z", "\u{85}", "ü", "ᾳ", "\u{301}", "\r", "_", "K9"])
      default: return word
      }
    }.joined()
  }

  /// More of the same than a check of one start reads, between other words.
  private mutating func longRun() -> String {
    let run = String(repeating: pick(Self.words), count: 260 + number(300))
    return pick(Self.words) + pick(Self.words) + run + pick(Self.words) + pick(Self.words)
  }
}
