import WeirChecker
import WeirCrypto
import WeirJSON
import WeirMatcher
import WeirProject
import WeirSignals
import WeirSyntax
import WeirViews
import WeirYAML

/// Every bound in force, for `weir check --bounds`.
enum BoundsText {
  private struct Bound {
    var name: String
    var value: String
    /// Unit and reason.
    var reason: String

    init(_ name: String, _ value: Int, _ reason: String) {
      self.name = name
      self.value = grouped(value)
      self.reason = reason
    }

    init(_ name: String, bytes: Int, _ reason: String) {
      self.name = name
      value = size(bytes)
      self.reason = reason
    }
  }

  static func text(_ project: Project) -> String {
    let groups: [(String, [Bound])] = [
      ("messages", messages(project)), ("matching", matching), ("state", state(project)),
      ("models", models), ("policies", policies(project)), ("files and keys", files),
    ]
    let all = groups.flatMap(\.1)
    let nameWidth = all.map(\.name.count).max() ?? 0
    let valueWidth = all.map(\.value.count).max() ?? 0
    return groups.map { title, bounds in
      "\(title)\n" + bounds.map { line($0, nameWidth, valueWidth) }.joined()
    }.joined(separator: "\n")
  }

  private static func line(_ bound: Bound, _ nameWidth: Int, _ valueWidth: Int) -> String {
    let gap = String(repeating: " ", count: nameWidth - bound.name.count + 2)
    let indent = String(repeating: " ", count: valueWidth - bound.value.count)
    return "  \(bound.name)\(gap)\(indent)\(bound.value)  \(bound.reason)\n"
  }

  // MARK: The bounds

  private static func messages(_ project: Project) -> [Bound] {
    let reader = ReaderBounds()
    let limits = project.limits
    return [
      Bound(
        "line", bytes: project.lineBytes, "a longer line is malformed (weir.yaml: bounds.line)"),
      Bound("depth", project.depth, "arrays and objects open at once (weir.yaml: bounds.depth)"),
      Bound(
        "number", reader.numberBytes, "bytes of one number: converting takes time in its length"),
      Bound(
        "findings", limits.findingsMax,
        "reported per message, the rest are counted (weir.yaml: bounds.findings)"),
      Bound(
        "redaction rounds", limits.redactionRoundsMax,
        "after the first, for matches that an edit left or made; then a failure"),
      Bound(
        "clock ahead", Int(limits.clockAheadMax / 1_000_000),
        "seconds that a message's own clock may run ahead of its arrival"),
    ]
  }

  private static let matching: [Bound] = [
    Bound("pattern", bytes: MatcherLimits.patternBytesMax, "one pattern's text"),
    Bound(
      "matched text", bytes: MatcherLimits.textBytesMax,
      "a longer text is a failure, and so is a longer reading"),
    Bound(
      "decode depth", TextView.decodingDepthMax,
      "encodings inside one another that `view decoded` opens"),
    Bound("near", MatcherLimits.nearDistanceMax, "characters to either side"),
    Bound(
      "match steps", Int(MatcherLimits.matchStepsMax),
      "from one start, for a pattern shown to be linear; then a failure"),
    Bound(
      "match steps, unproven", MatcherLimits.matchStepsUnproven,
      "from one start, for a pattern not shown to be linear"),
    Bound(
      "work per text", MatcherLimits.workPerTextMax,
      "steps of one pattern over one text: some tenths of a second at the worst"),
    Bound("match heap", bytes: Int(MatcherLimits.heapKiB) << 10, "of the interpreter"),
    Bound("match stack", bytes: MatcherLimits.jitStackBytesMax, "of one thread"),
    Bound("pattern groups", MatcherLimits.groupDepthMax, "nested in one pattern"),
    Bound(
      "analysis steps", MatcherLimits.analysisStepsMax,
      "for one pattern at check time; beyond it is said to be too large to analyse"),
  ]

  private static func state(_ project: Project) -> [Bound] {
    [
      Bound(
        "keys", project.limits.keysMax,
        "held per limit and per window; newcomers then share a bucket (weir.yaml: bounds.keys)"),
      Bound(
        "window cells", SignalLimits.windowCellsMax,
        "slot totals and distinct values of one window, over all its keys"),
      Bound("distinct", SignalLimits.distinctMax, "values for one key; one more is a failure"),
      Bound("window slots", Int(SignalLimits.windowSlots), "parts that a window is cut into"),
      Bound("state tables", SignalLimits.snapshotTablesMax, "in one state file"),
    ]
  }

  private static let models: [Bound] = [
    Bound("trees", SignalLimits.treesMax, "in one forest"),
    Bound("rows per tree", SignalLimits.sampleSizeMax, "training rows given to one tree"),
    Bound("features", SignalLimits.featuresMax, "of one model"),
    Bound("tree depth", SignalLimits.depthMax, "splits on the way from a root to a leaf"),
    Bound("buckets", SignalLimits.gramBuckets.upperBound, "of a linear model, two bytes each"),
    Bound(
      "training text", bytes: SignalLimits.trainingTextBytesMax,
      "all that a linear model learns from"),
    Bound("model file", bytes: ProjectLimits.modelBytesMax, "read at most"),
  ]

  private static func policies(_ project: Project) -> [Bound] {
    [
      Bound("policy file", bytes: SyntaxLimits.fileBytesMax, "one `.weir` file"),
      Bound("rules", project.limits.rulesMax, "per set: bounds the time that one message takes"),
      Bound("brackets", SyntaxLimits.depthMax, "inside one another"),
      Bound("expression", SyntaxLimits.expressionHeightMax, "levels of one expression"),
      Bound("diagnostics", SyntaxLimits.diagnosticsMax, "given for one file"),
      Bound("list file", bytes: ProjectLimits.listBytesMax, "entries are held in memory"),
    ]
  }

  private static let files: [Bound] = [
    Bound("weir.yaml", bytes: YAMLLimits.fileBytesMax, "and every other YAML file"),
    Bound("YAML depth", YAMLLimits.depthMax, "sequences and mappings inside each other"),
    Bound("YAML errors", YAMLLimits.errorsMax, "collected from one file"),
    Bound("key, least", CryptoLimits.keyBytesMin, "bytes: what HMAC-SHA-256 and Fernet are worth"),
    Bound("key, most", CryptoLimits.keyBytesMax, "bytes: more is a wrong file, not a better key"),
    Bound("key file", bytes: ProjectLimits.keyBytesMax, "read at most"),
    Bound("keys per ring", CryptoLimits.keysPerRingMax, "each is tried on every token opened"),
    Bound("encrypted token", CryptoLimits.tokenCharactersMax, "characters"),
  ]
}

/// `1_000_000`, as policies write numbers.
private func grouped(_ value: Int) -> String { Wording.count(value, separator: "_") }

/// `8MiB`, as policies write sizes.
private func size(_ bytes: Int) -> String {
  for (shift, unit) in [(30, "GiB"), (20, "MiB"), (10, "KiB")]
  where bytes >= 1 << shift && bytes % (1 << shift) == 0 {
    return "\(bytes >> shift)\(unit)"
  }
  return "\(grouped(bytes))B"
}
