/// Which clause word belongs into which kind of block, for pointing an author to the right one.
struct ClauseWord {
  let word: String
  let kinds: [String]

  private init(_ word: String, _ kinds: String...) {
    self.word = word
    self.kinds = kinds
  }

  private static let policies = ["validate", "redact", "limit", "anomaly"]

  static let all: [ClauseWord] =
    ["severity", "owner", "tags", "when", "except", "mode", "level", "on"].map {
      ClauseWord(word: $0, kinds: policies)
    } + [
      ClauseWord("require", "validate"), ClauseWord("add", "validate"), ClauseWord("in", "redact"),
      ClauseWord("by", "limit"), ClauseWord("cost", "limit"), ClauseWord("else", "limit"),
      ClauseWord("allow", "validate", "limit", "anomaly"),
      ClauseWord("flag", "validate", "anomaly"), ClauseWord("review", "validate", "anomaly"),
      ClauseWord("deny", "validate", "anomaly"), ClauseWord("score", "anomaly"),
      ClauseWord("match", "pattern"), ClauseWord("where", "pattern"), ClauseWord("near", "pattern"),
      ClauseWord("view", "pattern"), ClauseWord("feature", "model"), ClauseWord("trees", "model"),
      ClauseWord("rows", "model"), ClauseWord("seed", "model"), ClauseWord("file", "model"),
      ClauseWord("linear", "model"), ClauseWord("characters", "model"),
      ClauseWord("words", "model"), ClauseWord("buckets", "model"), ClauseWord("clock", "message"),
      ClauseWord("malformed", "message"), ClauseWord("expect", "test"), ClauseWord("given", "test"),
      ClauseWord("line", "test"),
    ]

  private init(word: String, kinds: [String]) {
    self.word = word
    self.kinds = kinds
  }
}

/// The four kinds of policy and the clauses they share.
extension Parser {
  mutating func policy(_ kind: PolicyKind) -> PolicyNode {
    let keyword = token.span
    advance()
    let name = name("the name of a policy")
    let title = optionalText()
    var clauses: [Clause] = []
    block(of: "`\(kind.rawValue) \(name.text)`") { parser in
      let start = parser.token.span
      guard let clause = parser.clauseKind(of: kind) else { return }
      clauses.append(Clause(clause, parser.span(from: start)))
    }
    return PolicyNode(
      kind: kind, keywordSpan: keyword, name: name, title: title, clauses: clauses,
      span: span(from: keyword))
  }

  private mutating func clauseKind(of kind: PolicyKind) -> Clause.Kind? {
    if kind == .redact, next.isSymbol(.arrow) || next.isSymbol(.dot) { return redactionLine() }
    switch token.word {
    case "severity":
      advance()
      return .severity(name("a severity"))
    case "owner":
      advance()
      return .owner(text("the owner in quotes"))
    case "tags":
      advance()
      return .tags(bracketed("the tags") { $0.text("a tag in quotes") })
    case "when":
      advance()
      return .when(expression())
    case "except": return exceptClause()
    case "mode":
      advance()
      return .mode(name("`shadow` or `enforce`"))
    case "level":
      advance()
      return .level(expression())
    case "on":
      advance()
      expect("error", after: "`on`")
      return verdict().map { .onError($0) }
    default: return ownClause(of: kind)
    }
  }

  private mutating func ownClause(of kind: PolicyKind) -> Clause.Kind? {
    switch kind {
    case .validate: validateClause()
    case .redact: redactClause()
    case .limit: limitClause()
    case .anomaly: anomalyClause()
    }
  }

  private mutating func exceptClause() -> Clause.Kind {
    advance()
    expect("if", after: "`except`")
    let condition = isRecovering ? invalid() : expression()
    var until: Expression?
    if !isRecovering, take("until") { until = expression() }
    var because: TextLiteral?
    if !isRecovering, take("because") { because = text("the reason in quotes") }
    return .except(condition, until: until, because: because)
  }

  // MARK: validate

  private mutating func validateClause() -> Clause.Kind? {
    switch token.word {
    case "require": return requireClause()
    case "add":
      advance()
      let points = expression()
      expect("if", after: "what is added")
      return .add(points, if: isRecovering ? invalid() : expression())
    case "allow", "flag", "review", "deny":
      return verdictClause()
    default:
      unknownClause(of: "validate", known: ["require", "add"] + verdictWords + Self.sharedWords)
      return nil
    }
  }

  private mutating func requireClause() -> Clause.Kind {
    advance()
    let condition = expression()
    expect("else", after: "what is required")
    let verdict = isRecovering ? nil : verdict()
    return .require(
      condition, otherwise: verdict ?? VerdictName(.deny, here), reason: optionalText())
  }

  private mutating func verdictClause() -> Clause.Kind? {
    let verdict = verdict() ?? VerdictName(.deny, here)
    if take("if") { return .verdictIf(verdict, expression(), reason: optionalText()) }
    guard take("above") else {
      afterVerdict(verdict, wants: "`if` or `above`")
      return nil
    }
    return .verdictAbove(verdict, expression(), reason: optionalText())
  }

  /// A verdict without what makes a condition of it: perhaps a clause of a limit.
  private mutating func afterVerdict(_ verdict: VerdictName, wants wanted: String) {
    if verdict.verdict == .allow, case .literal(.int) = token.kind {
      return fail(
        SyntaxCodes.clauseOfOtherKind, "a rate such as `allow 20 per 1m` belongs to `limit`",
        at: verdict.span.joined(token.span), help: "write it in `limit NAME { by …; allow … }`")
    }
    failExpecting("\(wanted) after the verdict")
  }

  // MARK: limit

  private mutating func limitClause() -> Clause.Kind? {
    switch token.word {
    case "by":
      advance()
      return .by(expressions())
    case "cost":
      advance()
      return .cost(expression())
    case "allow" where !next.isWord("if") && !next.isWord("above"): return rateClause()
    case "else":
      advance()
      let verdict = verdict() ?? VerdictName(.deny, here)
      return .otherwise(verdict, reason: optionalText())
    default:
      unknownClause(of: "limit", known: ["by", "cost", "allow"] + Self.sharedWords)
      return nil
    }
  }

  private mutating func rateClause() -> Clause.Kind {
    advance()
    let amount = expression()
    expect("per", after: "how many may pass")
    let period = isRecovering ? invalid() : expression()
    var burst: Expression?
    if !isRecovering, take("burst") { burst = expression() }
    return .rate(amount, per: period, burst: burst)
  }

  private mutating func expressions() -> [Expression] {
    var all: [Expression] = []
    repeat { all.append(expression()) } while !isRecovering && take(.comma)
    return all
  }

  // MARK: anomaly

  private mutating func anomalyClause() -> Clause.Kind? {
    switch token.word {
    case "score":
      advance()
      return .score(qualifiedName("the name of a model"))
    case "allow", "flag", "review", "deny":
      if next.isWord("if") { break }
      let verdict = verdict() ?? VerdictName(.deny, here)
      if !take("above") { afterVerdict(verdict, wants: "`above`") }
      return .threshold(verdict, threshold(), reason: optionalText())
    default: break
    }
    unknownClause(of: "anomaly", known: ["score"] + verdictWords + Self.sharedWords)
    return nil
  }

  private mutating func threshold() -> ThresholdTree {
    if isAt("auto"), next.isText || isEnd(next) {
      advance()
      return .automatic(tokens[at - 1].span)
    }
    if isAt("share"), beginsOperand(next) {
      advance()
      return .share(expression())
    }
    return .score(isRecovering ? invalid() : expression())
  }

  func isEnd(_ token: Token) -> Bool {
    switch token.kind {
    case .newline, .end, .symbol(.semicolon), .symbol(.closeBrace): true
    case .word, .literal, .regex, .symbol: false
    }
  }

  // MARK: Words

  static let sharedWords = [
    "severity", "owner", "tags", "when", "except", "mode", "level", "on",
  ]

  var verdictWords: [String] { Verdict.allCases.map(\.name) }

  mutating func verdict() -> VerdictName? {
    guard !isRecovering else { return nil }
    if let word = token.word, let verdict = Verdict(name: word) {
      advance()
      return VerdictName(verdict, tokens[at - 1].span)
    }
    unknownVerdict()
    return nil
  }

  private mutating func unknownVerdict() {
    guard let word = token.name else { return failExpecting("a verdict", help: Self.verdictHelp) }
    let nearest = EditDistance.nearest(to: word, in: verdictWords)
    fail(
      SyntaxCodes.unknownVerdict, "there is no verdict `\(word)`",
      help: nearest.map { "did you mean `\($0)`?" } ?? Self.verdictHelp,
      fix: nearest.map { SourceFix(token.span, $0) })
  }

  private static let verdictHelp = "verdicts are `allow`, `flag`, `review` and `deny`"

  /// No clause of this block begins here: another kind's, a misspelt one, or no word at all.
  mutating func unknownClause(of kind: String, known: [String]) {
    guard let word = token.word else { return failExpecting("a clause of `\(kind)`") }
    if let other = home(of: word, not: kind) {
      return fail(
        SyntaxCodes.clauseOfOtherKind, "`\(clauseStart)` belongs to `\(other)`",
        help: "this block is `\(kind)`; its clauses begin with \(list(known))")
    }
    let nearest = EditDistance.nearest(to: word, in: known)
    fail(
      SyntaxCodes.unknownClause, "no clause of `\(kind)` begins with `\(word)`",
      help: nearest.map { "did you mean `\($0)`?" } ?? "its clauses begin with \(list(known))",
      fix: nearest.map { SourceFix(token.span, $0) })
  }

  /// The kinds of block that have a clause that begins like this one.
  private func home(of word: String, not kind: String) -> String? {
    if next.isWord("if"), Verdict(name: word) != nil { return "validate" }
    if next.isWord("above"), Verdict(name: word) != nil { return "validate` and `anomaly" }
    guard let entry = ClauseWord.all.first(where: { $0.word == word }) else { return nil }
    return entry.kinds.contains(kind) ? nil : entry.kinds.joined(separator: "` and `")
  }

  /// The clause word, with what follows where only both together say which clause it is.
  private var clauseStart: String {
    let isPair = next.isWord("if") || next.isWord("above")
    return written(isPair ? token.span.joined(next.span) : token.span)
  }

  private func list(_ words: [String]) -> String {
    words.map { "`\($0)`" }.joined(separator: ", ")
  }
}
