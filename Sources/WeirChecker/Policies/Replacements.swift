import WeirSyntax

/// The proof that no replacement is taken for something to hide: it would be hidden again wherever
/// the message is filtered a second time, and found where nobody wrote it.
extension Checker {
  func checkReplacements() {
    guard errorCount == 0, !replacementSpans.isEmpty else { return }
    let blocks = policies.compactMap { RedactionBlock($0, patterns) }
    let search = PatternSearch(patterns)
    var searches = 0
    for block in blocks {
      let targets = blocks.filter { $0.meets(block) }.flatMap(\.targets)
      let replacing = block.lines.filter(\.replaces)
      searches += replacing.count * targets.count
      guard searches <= CheckLimits.replacementSearchesMax else {
        return reportUnproven(replacing[0])
      }
      for line in replacing {
        guard case .replace(let text) = line.operation else { continue }
        if let target = targets.first(where: { search.mayMatch($0.pattern, in: text) }) {
          reportReplacement(line, target)
        }
      }
    }
  }

  private func reportReplacement(
    _ line: CheckedRedactionLine, _ target: RedactionBlock.Target
  ) {
    let pattern = patterns[target.pattern]
    let replacement = replacementSpans[line.span] ?? line.span
    let files = Set(input.trees.map(\.file))
    // A pack's author wrote the replacement, and the set's own line is what clashes with it.
    let isOwn = files.contains(replacement.file) || !files.contains(target.line.file)
    report(
      CheckCodes.replacementMatches,
      "the replacement \(written(replacement)) may be matched by `\(pattern.name)`",
      isOwn ? replacement : target.line,
      isOwn ? "what stands here is hidden again" : "this line would hide it again",
      also: isOwn
        ? [Label(pattern.span, "this pattern finds it")]
        : [
          Label(replacement, "put in place of what was hidden"),
          Label(pattern.span, "this pattern finds it"),
        ],
      help: "choose words that no redaction of the set looks for, such as `\"[hidden]\"`")
  }

  private func reportUnproven(_ line: CheckedRedactionLine) {
    report(
      CheckCodes.replacementMatches,
      "too many replacements to prove that none is hidden again",
      replacementSpans[line.span] ?? line.span,
      "more than \(CheckLimits.replacementSearchesMax) pairs of a replacement and a pattern",
      help: "use `remove` or `mask`, or fewer lines with `replace`")
  }
}

/// One redact policy with what it finally does to each pattern.
private struct RedactionBlock {
  struct Target {
    var pattern: PatternID
    var line: SourceSpan
  }
  var paths: [CheckedPath]?
  var lines: [CheckedRedactionLine]
  /// The patterns that are edited rather than kept, in the order of names.
  var targets: [Target] = []

  /// Shadow policies too: which ones are enforced is decided later, and must not decide whether a
  /// set is sound.
  init?(_ policy: CheckedPolicy, _ patterns: [CheckedPattern]) {
    guard case .redact(let redaction) = policy.body else { return nil }
    paths = redaction.paths
    lines = redaction.lines
    var last: [PatternID: CheckedRedactionLine] = [:]
    // A line that names a pattern beats one that names its pack.
    for line in lines.filter(\.namesPack) + lines.filter({ !$0.namesPack }) {
      for pattern in line.patterns { last[pattern] = line }
    }
    targets = last.filter { $0.value.operation != .keep }
      .map { Target(pattern: $0, line: $1.span) }
      .sorted { (patterns[$0.pattern].name, $0.pattern) < (patterns[$1.pattern].name, $1.pattern) }
  }

  /// Whether some text is looked at by both.
  func meets(_ other: RedactionBlock) -> Bool {
    guard let paths, let others = other.paths else { return true }
    return paths.contains { path in others.contains { path.meets($0) } }
  }
}

extension CheckedRedactionLine {
  /// Puts something where the match was.
  fileprivate var replaces: Bool {
    guard case .replace(let text) = operation else { return false }
    return !text.isEmpty
  }
}

extension CheckedPath {
  /// Whether one may lie in the other: what lies below a path is looked at too.
  fileprivate func meets(_ other: CheckedPath) -> Bool {
    zip(steps, other.steps).allSatisfy { a, b in
      switch (a, b) {
      case (.everyElement, .index), (.index, .everyElement): true
      case (.member, _), (.index, _), (.everyElement, _): a == b
      }
    }
  }
}
