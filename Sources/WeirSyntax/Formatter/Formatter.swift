/// Writes a policy file in its one canonical form.
///
/// Two spaces a level, one clause a line, single spaces, lines of at most a hundred columns where
/// the language lets them break. Comments stay where they are, single blank lines too. Formatting
/// twice changes nothing, and the text means what it meant.
public enum Formatter {
  /// A file that can't be formatted because it can't be read.
  public struct Refusal: Error {
    public let diagnostics: [Diagnostic]
  }

  /// The canonical form of `source`; refuses a text with errors. Linear in its length.
  public static func format(_ source: SourceFile, index: Int = 0) throws(Refusal) -> String {
    let (tree, diagnostics) = Parser.parse(source, index: index)
    if diagnostics.contains(where: { $0.code.severity == .error }) {
      throw Refusal(diagnostics: diagnostics)
    }
    return format(tree, source)
  }

  /// The canonical form of a tree that was parsed from `source` without errors.
  public static func format(_ tree: PolicyTree, _ source: SourceFile) -> String {
    var printer = TreePrinter(source)
    for declaration in tree.declarations { printer.print(declaration) }
    var layout = Layout(source, comments: tree.comments)
    return layout.run(printer.lines)
  }

  /// Columns that a line should not exceed.
  static let widthMax = 100
}

/// Words that stay together on a line; between two pieces a line may break.
struct Piece {
  var text: String
  /// Where it begins in the source, to find the comments before it.
  var start: Int
  /// Brackets around the break before it; a line breaks where fewest are open.
  var depth = 0
}

/// One clause, or one opening or closing part of a block, before it is fitted to the width.
struct PrintedLine {
  var level: Int
  var pieces: [Piece]
  /// The bytes of the source that it stands for.
  var start: Int
  var end: Int
  /// A declaration begins here and wants a blank line before it.
  var wantsBlankBefore = false
  var isClosing = false
}

/// Collects the pieces of one line.
struct PieceBuilder {
  private(set) var pieces: [Piece] = []

  /// Text on the same piece, after a space unless it is glued to what stands before.
  mutating func add(_ text: String, at start: Int, glued: Bool = false) {
    guard !pieces.isEmpty else { return pieces.append(Piece(text: text, start: start)) }
    let isAfterOpening = pieces[pieces.count - 1].text.last.map { "([".contains($0) } ?? false
    let needsSpace = !glued && !isOpen && !isAfterOpening
    pieces[pieces.count - 1].text += (needsSpace ? " " : "") + text
    isOpen = false
  }

  /// Text before which the line may break.
  mutating func addBreakable(_ text: String, at start: Int) {
    pieces.append(Piece(text: text, start: start, depth: depth))
    isOpen = false
  }

  mutating func enterBrackets() { depth += 1 }
  mutating func leaveBrackets() { depth -= 1 }
  private var depth = 0

  /// The next text follows without a space.
  mutating func open() { isOpen = true }
  private var isOpen = false

  /// The next text begins a piece of its own.
  mutating func breakNext() { breaksNext = true }
  private var breaksNext = false

  /// Like `add`, heeding `breakNext`.
  mutating func addOperand(_ text: String, at start: Int) {
    guard breaksNext else { return add(text, at: start) }
    breaksNext = false
    addBreakable(text, at: start)
  }
}
