/// Fits printed lines to the width and puts comments and blank lines between them.
struct Layout {
  private let source: SourceFile
  private let comments: [Comment]
  private var nextComment = 0
  private var out = ""
  /// Where in the source the item printed last ends.
  private var lastEnd = 0
  private var isAfterOpening = true
  private var mayTrail = false

  init(_ source: SourceFile, comments: [Comment]) {
    self.source = source
    self.comments = comments
  }

  mutating func run(_ lines: [PrintedLine]) -> String {
    for line in lines {
      trailingComments(before: line.start)
      separate(line)
      wholeComments(before: line.start, level: line.isClosing ? line.level + 1 : line.level)
      blankLine(before: line.start, isClosing: line.isClosing)
      write(line)
    }
    trailingComments(before: .max)
    wholeComments(before: .max, level: 0)
    return out
  }

  // MARK: Blank lines

  /// Gives a declaration its blank line, before the comments that lead to it, unless the author has
  /// left one somewhere there.
  private mutating func separate(_ line: PrintedLine) {
    guard line.wantsBlankBefore, !out.isEmpty else { return }
    var end = lastEnd
    for comment in comments[nextComment...].prefix(while: { $0.span.start < line.start }) {
      if hasBlank(end, comment.span.start) { return }
      end = comment.span.end
    }
    if !hasBlank(end, line.start) { out += "\n" }
  }

  /// Keeps one blank line of the author's, but none at the edges of a block.
  private mutating func blankLine(before start: Int, isClosing: Bool = false) {
    if !isAfterOpening, !isClosing, hasBlank(lastEnd, start) { out += "\n" }
    isAfterOpening = false
  }

  private func hasBlank(_ start: Int, _ end: Int) -> Bool {
    guard start < end, end <= source.bytes.count else { return false }
    return source.bytes[start..<end].lazy.filter { $0 == 0x0a }.count > 1
  }

  // MARK: Comments

  /// Comments that stand behind the line printed last.
  private mutating func trailingComments(before start: Int) {
    while mayTrail, nextComment < comments.count, comments[nextComment].span.start < start,
      !comments[nextComment].isWholeLine
    {
      out.removeLast()
      out += "  " + comments[nextComment].text + "\n"
      lastEnd = max(lastEnd, comments[nextComment].span.end)
      nextComment += 1
      mayTrail = false
    }
  }

  private mutating func wholeComments(before start: Int, level: Int) {
    while nextComment < comments.count, comments[nextComment].span.start < start {
      let comment = comments[nextComment]
      blankLine(before: comment.span.start)
      out += Self.indent(level) + comment.text + "\n"
      lastEnd = comment.span.end
      nextComment += 1
      mayTrail = false
    }
  }

  // MARK: Lines

  private static func indent(_ level: Int) -> String { String(repeating: "  ", count: level) }

  private mutating func write(_ line: PrintedLine) {
    let indent = Self.indent(line.level)
    let whole = indent + line.pieces.map(\.text).joined(separator: " ")
    if !hasComment(before: line.pieces.lastStart), whole.count <= Formatter.widthMax {
      out += whole + "\n"
    } else {
      fill(line, indent)
    }
    lastEnd = max(lastEnd, line.end)
    mayTrail = true
    isAfterOpening = line.pieces.last?.text.last.map { "{[".contains($0) } ?? false
  }

  /// As many pieces on a line as fit; a comment between two pieces parts them.
  private mutating func fill(_ line: PrintedLine, _ indent: String) {
    let continuation = indent + "    "
    var current = indent
    var isEmpty = true
    for piece in gather(line.pieces, depth: 0, width: Formatter.widthMax - continuation.count) {
      let isTooLong = current.count + 1 + piece.text.count > Formatter.widthMax
      if !isEmpty, isTooLong || hasComment(before: piece.start) {
        out += current + "\n"
        mayTrail = true
        inner(before: piece.start, continuation)
        current = continuation
        isEmpty = true
      }
      current += (isEmpty ? "" : " ") + piece.text
      isEmpty = false
    }
    out += current + "\n"
  }

  private func hasComment(before start: Int) -> Bool {
    nextComment < comments.count && comments[nextComment].span.start < start
  }

  /// Joins pieces that stand deeper in brackets than `depth` to the one before, unless the whole
  /// is too wide or has a comment inside: then its own breaks are used.
  private func gather(_ pieces: [Piece], depth: Int, width: Int) -> [Piece] {
    var runs: [[Piece]] = []
    for piece in pieces {
      if runs.isEmpty || piece.depth <= depth {
        runs.append([piece])
      } else {
        runs[runs.count - 1].append(piece)
      }
    }
    return runs.flatMap { run -> [Piece] in
      guard run.count > 1 else { return run }
      let text = run.map(\.text).joined(separator: " ")
      let isParted = comments[nextComment...].contains {
        $0.span.start >= run[0].start && $0.span.start < run.lastStart
      }
      if text.count <= width, !isParted {
        return [Piece(text: text, start: run[0].start, depth: run[0].depth)]
      }
      return gather(run, depth: depth + 1, width: width)
    }
  }

  /// Comments inside of a clause.
  private mutating func inner(before start: Int, _ indent: String) {
    trailingComments(before: start)
    while nextComment < comments.count, comments[nextComment].span.start < start {
      out += indent + comments[nextComment].text + "\n"
      nextComment += 1
    }
  }
}

extension [Piece] {
  fileprivate var lastStart: Int { last?.start ?? 0 }
}
