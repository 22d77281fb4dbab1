import WeirProject

/// What happened to the rows of a corpus.
public struct FalseAlarmReport: Sendable {
  /// What one rule did.
  public struct RuleTally: Sendable {
    public var name: RuleName
    /// `deny`, `review` or `flag`, or `redact`.
    public var effect: String
    /// Each counted once, however often something was found in it.
    public var rows = 0
    public var examples: [Example] = []
  }

  /// A row that a rule spoke of.
  public struct Example: Sendable {
    public var file: String
    public var line: Int
    /// The field and the bytes of the message as it was judged; nil where the rule looks for nothing.
    public var place: String?
    /// What was found there, or else the message; shown only to who asks for it.
    public var text: String
  }

  public internal(set) var rows = 0
  /// Rows that are neither messages of the set nor have a `text`.
  public internal(set) var unfit = 0
  public private(set) var denied = 0
  public private(set) var held = 0
  public private(set) var flagged = 0
  /// Rows in which something was hidden, whatever their verdict.
  public private(set) var redacted = 0
  /// Rows that aren't left as they are.
  public private(set) var touched = 0
  public internal(set) var untrainedModels: [String] = []
  private var rulesByName: [RuleName: RuleTally] = [:]

  public init() {}

  /// The rule that spoke most often first.
  public var rules: [RuleTally] {
    rulesByName.values.sorted { a, b in
      a.rows != b.rows ? a.rows > b.rows : a.name < b.name
    }
  }

  public func rows(of rule: RuleName) -> Int { rulesByName[rule]?.rows ?? 0 }

  mutating func count(
    _ decision: Decision, _ message: [UInt8], _ names: RuleNames,
    at place: (file: String, line: Int), examplesMax: Int
  ) {
    rows += 1
    switch decision.verdict {
    case .allow: break
    case .flag: flagged += 1
    case .review: held += 1
    case .deny: denied += 1
    }
    if decision.isRedacted { redacted += 1 }
    if decision.isRedacted || decision.verdict > .allow { touched += 1 }
    for (name, effect) in Self.effects(decision, names) {
      var tally = rulesByName[name] ?? RuleTally(name: name, effect: effect)
      tally.rows += 1
      if tally.examples.count < examplesMax {
        tally.examples.append(
          Self.example(of: names.finding(of: name, in: decision), message, place))
      }
      rulesByName[name] = tally
    }
  }

  /// Every rule that had an effect, once.
  private static func effects(_ decision: Decision, _ names: RuleNames) -> [RuleName: String] {
    var effects: [RuleName: String] = [:]
    for name in names.rules(decision, from: .flag) {
      let reason = decision.reasons.first { $0.isEnforced && $0.rule == name.rule }
      effects[name] = reason?.verdict.name
    }
    for finding in decision.hiddenFindings {
      effects[RuleName(finding.policy, finding.pattern)] = "redact"
    }
    return effects
  }

  private static func example(
    of found: Finding?, _ message: [UInt8], _ place: (file: String, line: Int)
  ) -> Example {
    Example(
      file: place.file, line: place.line, place: found.map(DecisionText.place),
      text: found.map { text(of: $0, in: message) } ?? String(decoding: message, as: UTF8.self))
  }

  /// What was found, with the escapes of the line undone.
  private static func text(of finding: Finding, in message: [UInt8]) -> String {
    let raw = message[finding.start..<finding.end]
    let line = Array("{\"a\":\"".utf8) + raw + Array("\"}".utf8)
    if case .text(let text)? = JSONTree(line: line)?.member("a") { return text }
    return String(decoding: raw, as: UTF8.self)
  }
}
