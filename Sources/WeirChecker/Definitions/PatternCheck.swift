import WeirMatcher
import WeirSyntax

extension CheckLimits {
  /// The largest `near … within`, in characters: what the matcher can look back over.
  static let nearDistanceMax = Int64(MatcherLimits.nearDistanceMax)
}

extension Checker {
  /// Nil, and reported, where the regex can't be used. Of the checker, only this file and the search
  /// in constant texts know what the matcher does; `CheckedPattern` hands it on to the engine.
  func checkRegex(_ regex: RegexLiteral, view: PatternView = .raw) -> InspectedRegex? {
    let inspected = InspectedRegex(
      RegexSource(regex.pattern, flags: regex.flags, view: View(named: view)))
    let report = inspected.report
    regexFacts[regex.span] = RegexFacts(report)
    if let error = report.errors.first {
      self.report(error, regex)
      return nil
    }
    guard let finding = report.findings.first(where: \.isRefusal) else { return inspected }
    self.report(
      CheckCodes.superLinearPattern, "this pattern can take very long",
      place(finding.offset, regex),
      finding.sentence, help: attackHelp(finding.attack))
    return nil
  }

  private func attackHelp(_ attack: AttackText) -> String {
    let text = attack.text(pumps: 3).unicodeScalars.prefix(40).map { $0.escaped(asASCII: false) }
    return "a sender could write `\(text.joined())…`; let each character match in one way only, "
      + "or make the repeat possessive: `++`"
  }

  private func report(_ error: PatternError, _ regex: RegexLiteral) {
    switch error {
    case .syntax(let message, let offset):
      report(
        CheckCodes.badRegex, "this pattern can't be read", place(offset, regex), message)
    case .unknownFlag(let flag), .repeatedFlag(let flag):
      report(
        CheckCodes.badRegex, "the flag `\(flag)` can't stand here", regex.span,
        "flags are `i`, `m`, `s` and `x`, each once")
    case .refused(let construct, let offset):
      report(
        CheckCodes.refusedConstruct, "a pattern can't use \(construct.words)",
        place(offset, regex), "refused here", help: construct.help)
    case .matchesEmpty:
      report(
        CheckCodes.matchesEmpty, "this pattern matches the empty text", regex.span,
        "it would be found everywhere", help: "ask for at least one character: `+` in place of `*`")
    case .patternTooLong(let bytes):
      report(
        CheckCodes.badRegex, "this pattern is too long", regex.span,
        "\(bytes) bytes; at most \(MatcherLimits.patternBytesMax)",
        help: "look for many texts with `contains` and a list")
    case .invalidNear, .outOfMemory:
      report(CheckCodes.badRegex, "this pattern can't be used", regex.span)
    }
  }

  /// The byte of the source behind an offset into the pattern, in which `\/` is one byte.
  private func place(_ offset: Int, _ regex: RegexLiteral) -> SourceSpan {
    let span = regex.patternSpan
    guard input.sources.indices.contains(span.file) else { return regex.span }
    let bytes = input.sources[span.file].bytes
    guard span.start >= 0, span.start < span.end, span.end <= bytes.count else {
      return regex.span
    }
    var at = span.start
    var left = offset
    while left > 0, at < span.end {
      let isEscapedSlash = bytes[at] == 0x5c && at + 1 < span.end && bytes[at + 1] == 0x2f
      at += isEscapedSlash ? 2 : 1
      left -= 1
    }
    at = min(at, span.end - 1)
    while at > span.start, bytes[at] & 0xc0 == 0x80 { at -= 1 }
    var end = at + 1
    while end < span.end, bytes[end] & 0xc0 == 0x80 { end += 1 }
    return SourceSpan(file: span.file, start: at, end: end)
  }
}

/// What lints ask about a regex.
struct RegexFacts {
  var isAnchored: Bool
  /// The text, where the pattern is nothing but a text.
  var plainLiteral: String?
  var isQuadraticStart: Bool
  var isAnalysed: Bool
  var suspiciousDots: [Int]
  /// Characters of the shortest match.
  var minimumLength: Int

  init(_ report: RegexReport) {
    isAnchored = report.isAnchored
    plainLiteral = report.plainLiteral
    isQuadraticStart = report.findings.contains { $0.hazard == .quadraticStart }
    isAnalysed = report.analysis == .complete
    suspiciousDots = report.suspiciousDots
    minimumLength = report.minimumLength
  }
}

extension View {
  init(named view: PatternView) {
    switch view {
    case .raw: self = .raw
    case .folded: self = .folded
    case .decoded: self = .decoded
    }
  }
}

extension RefusedConstruct {
  fileprivate var words: String {
    switch self {
    case .recursion: "recursion"
    case .callout: "callouts"
    case .controlVerb: "control verbs"
    case .singleByte: "`\\C`"
    case .resetStart: "`\\K`"
    case .duplicateNames: "one group name twice"
    case .unknownGroup: "this kind of group"
    }
  }

  fileprivate var help: String? {
    switch self {
    case .resetStart: "name the part that counts: `(?<value>…)`"
    case .singleByte: "`.` matches one character"
    case .recursion, .callout, .controlVerb, .duplicateNames, .unknownGroup: nil
    }
  }
}
