import WeirSyntax

/// `# allow unused-pattern: reason`, above a declaration or clause or at the end of its line.
struct Allowances {
  struct Allowance {
    var ids: [Name]
    var reason: String
    /// The bytes for which it holds.
    var scope: SourceSpan
    var comment: SourceSpan
  }
  private var all: [Allowance] = []

  init(_ trees: [PolicyTree], _ sources: [SourceFile]) {
    for tree in trees where sources.indices.contains(tree.file) {
      var spans: [SourceSpan] = []
      for comment in tree.comments {
        guard let parsed = Self.parse(comment) else { continue }
        if spans.isEmpty { spans = Self.spans(of: tree) }
        let scope = Self.scope(of: comment, spans, sources[tree.file].bytes)
        all.append(
          Allowance(
            ids: parsed.ids, reason: parsed.reason, scope: scope, comment: comment.span))
      }
    }
  }

  /// The lints that are left, and one for each allowance that allows nothing.
  func apply(to lints: [Diagnostic], reportsNeedless: Bool) -> [Diagnostic] {
    if all.isEmpty { return lints }
    var places = Dictionary(grouping: lints.indices, by: { lints[$0].code.id })
    for id in places.keys { places[id]?.sort { lints[$0].place < lints[$1].place } }
    var isAllowed = [Bool](repeating: false, count: lints.count)
    var needless: [Diagnostic] = []
    for allowance in all {
      for id in allowance.ids {
        let covered =
          allowance.reason.isEmpty ? [] : allowance.covered(places[id.text] ?? [], lints)
        let isNeedless = covered.allSatisfy { isAllowed[$0] }
        for place in covered { isAllowed[place] = true }
        if isNeedless, reportsNeedless { needless.append(report(id, allowance)) }
      }
    }
    return zip(lints, isAllowed).filter { !$0.1 }.map(\.0) + needless
  }

  private func report(_ id: Name, _ allowance: Allowance) -> Diagnostic {
    let known = Lints.codes.map(\.id)
    let isKnown = known.contains(id.text)
    let label =
      !isKnown
      ? "no lint has this name"
      : allowance.reason.isEmpty ? "the reason is missing" : "there is nothing to allow here"
    return Diagnostic(
      LintCodes.needlessAllow, "this allows nothing: `\(id.text)`", at: Label(id.span, label),
      help: !isKnown
        ? didYouMean(id.text, known)
        : allowance.reason.isEmpty ? "write `# allow \(id.text): why`" : "remove the comment")
  }

  /// `# allow a, b: reason`; nil for other comments.
  private static func parse(_ comment: Comment) -> (ids: [Name], reason: String)? {
    let bytes = Array(comment.text.utf8)
    var at = bytes.firstIndex { $0 != 0x23 && $0 != 0x20 && $0 != 0x09 } ?? bytes.count
    let word = Array("allow ".utf8)
    guard bytes[at...].starts(with: word) else { return nil }
    at += word.count
    let colon = bytes[at...].firstIndex(of: 0x3a) ?? bytes.count
    var ids: [Name] = []
    for part in bytes[at..<colon].split(separator: 0x2c) {
      let trimmed = part.drop { $0 == 0x20 }
      let end = trimmed.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? trimmed.startIndex
      let id = trimmed[trimmed.startIndex..<end]
      // Anything but a lint's name is prose that happens to begin with this word.
      guard !id.isEmpty, id.contains(0x2d), id.allSatisfy(isIDByte) else { return nil }
      let start = comment.span.start + id.startIndex
      let span = SourceSpan(file: comment.span.file, start: start, end: start + id.count)
      ids.append(Name(String(decoding: id, as: UTF8.self), span))
    }
    let reason = String(decoding: bytes[min(colon + 1, bytes.count)...], as: UTF8.self)
    return ids.isEmpty ? nil : (ids, reason.split(whereSeparator: \.isWhitespace).joined())
  }

  private static func isIDByte(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || byte == 0x2d
  }

  /// In the order in which they begin, and of those that begin together the outer first.
  private static func spans(of tree: PolicyTree) -> [SourceSpan] {
    let spans = tree.declarations.flatMap { declaration in
      var spans = [declaration.span]
      switch declaration {
      case .policy(let node): spans += node.clauses.map(\.span)
      case .model(let node): spans += node.clauses.map(\.span)
      case .message(let node): spans += node.fields.map(\.span)
      case .use, .apply, .list, .pattern, .letBinding, .test: break
      }
      return spans
    }
    return spans.sorted { ($0.start, -$0.end) < ($1.start, -$1.end) }
  }

  /// The next thing that begins below a comment of its own line; otherwise the comment's line, and
  /// what begins on it.
  private static func scope(
    of comment: Comment, _ spans: [SourceSpan], _ bytes: [UInt8]
  ) -> SourceSpan {
    if comment.isWholeLine {
      let below = spans.firstPlace { $0.start >= comment.span.end }
      return below < spans.count ? spans[below] : comment.span
    }
    let start = bytes[..<min(comment.span.start, bytes.count)].lastIndex(of: 0x0a)
    let line = SourceSpan(
      file: comment.span.file, start: start.map { $0 + 1 } ?? 0, end: comment.span.end)
    let onLine = spans[spans.firstPlace { $0.start >= line.start }...]
      .prefix { $0.start < line.end }
    return onLine.reduce(line) { $0.joined($1) }
  }
}

extension Allowances.Allowance {
  /// Of the lints at these places, which are sorted, those that lie where the allowance holds.
  fileprivate func covered(_ places: [Int], _ lints: [Diagnostic]) -> [Int] {
    let first = places.firstPlace { lints[$0].place >= (scope.file, scope.start) }
    return Array(places[first...].prefix { lints[$0].place < (scope.file, scope.end) })
  }
}

extension Diagnostic {
  fileprivate var place: (Int, Int) { (primary.span.file, primary.span.start) }
}

extension Array {
  /// The place of the first element for which it holds, where it holds for all behind it too.
  fileprivate func firstPlace(_ holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
