import WeirChecker
import WeirMatcher
import WeirSyntax
import WeirViews

/// How a set is to stand: the project's switch `enforce: N, observe: M` and the engine's bounds.
public struct CompileSettings: Sendable {
  /// Policies up to this level are enforced (1…4).
  public var enforceLevel = 1
  /// Policies up to this level are judged and logged.
  public var observeLevel = 1
  public var limits = EngineLimits()

  public init() {}
}

/// Why a checked set can't be compiled.
public enum CompileError: Error, Sendable {
  case pattern(PatternSetError)
  /// More rules than `EngineLimits.rulesMax`.
  case tooManyRules(Int)
}

/// Compiles a checked set; the cost is linear in its size, but for PCRE2's own.
public func compile(
  _ set: CheckedSet, settings: CompileSettings = CompileSettings()
) throws(CompileError) -> Program {
  var compiler = Compiler(set, settings)
  return try compiler.compile()
}

struct Compiler {
  let set: CheckedSet
  let settings: CompileSettings
  var nodes: [Node] = []
  var spans: [SourceSpan] = []
  var texts: [String] = []
  var ints: [Int64] = []
  var floats: [Double] = []
  var networks: [IPNetwork] = []
  var textSets: [TextSet] = []
  var literals: [LiteralSet] = []
  var textMembership: [TextMembership] = []
  var intMembership: [Set<Int64>] = []
  var floatMembership: [Set<Double>] = []
  var networkMembership: [[IPNetwork]] = []
  var calls: [BuiltinCall] = []
  var patternGroups: [[PatternID]] = []
  var sites: [MatchSite] = []
  var siteRows: [[Int]] = []
  var sitePlaces: [MatchSite: Int] = [:]
  /// Texts that rules look for in fields; their ids as patterns follow those of the set's.
  var needles: [String] = []
  var needlePlaces: [String: Int] = [:]
  var textPlaces: [String: Int] = [:]
  var variableCount = 0

  init(_ set: CheckedSet, _ settings: CompileSettings) {
    self.set = set
    self.settings = settings
  }

  mutating func compile() throws(CompileError) -> Program {
    let lets = set.lets.map { binding in
      CompiledLet(
        name: binding.name, node: expression(binding.value),
        representation: representation(of: binding.value))
    }
    let windows = set.windows.map { window($0) }
    let models = set.models.map { model($0) }
    let policies = set.policies.enumerated().map { policy($1, at: $0) }
    try checkRuleCount(policies)
    var redaction = RedactionPlan(set, policies)
    let (conditions, wanted) = wantedPatterns(redaction)
    let patterns = try patternSet(wanted, needles: needles)
    let redactionPatterns = try redactionPatterns(redaction, wanted) ?? patterns
    redaction.measure(redactionPatterns)
    let needleTexts = needles.map { text($0) }
    let views = set.patterns.map(\.inspected.source.view)
    return Program(
      ProgramParts(
        nodes: nodes, spans: spans, pools: ConstantPools(self), calls: calls, lets: lets,
        variableCount: variableCount, message: message(), patterns: patterns,
        redactionPatterns: redactionPatterns,
        needles: needleTexts, patternNames: set.patterns.map(\.name), patternViews: views,
        patternConditions: conditions, patternGroups: patternGroups,
        sites: SiteTable(sites, rows: siteRows, views: views), windows: windows, models: models,
        policies: policies, redaction: redaction, bounds: settings.limits,
        keyNames: set.keyNames))
  }

  private func checkRuleCount(_ policies: [CompiledPolicy]) throws(CompileError) {
    var count = 0
    for policy in policies {
      if case .validate(let rules) = policy.body { count += rules.count } else { count += 1 }
    }
    if count > settings.limits.rulesMax { throw .tooManyRules(count) }
  }

  private func message() -> CompiledMessage {
    let fields = set.message.fields.map { field in
      CompiledField(
        name: field.path.joined(separator: "."), jsonPath: field.jsonPath,
        type: field.type.wrapped, isOptional: field.type.isOptional, parent: field.parent)
    }
    return CompiledMessage(
      fields: fields, isClosed: set.message.isClosed, shape: set.message.shape,
      clock: set.message.clock, malformed: set.message.malformed)
  }

  /// The patterns that something compiled looks for, with their conditions compiled: of a pack that
  /// is used for two of its patterns, or of which policies are off, the others cost nothing.
  private mutating func wantedPatterns(
    _ redaction: RedactionPlan
  ) -> (conditions: [[NodeID]], wanted: Set<PatternID>) {
    var conditions = Array(repeating: [NodeID](), count: set.patterns.count)
    var wanted: Set<PatternID> = []
    var found = redaction.blocks.flatMap { $0.targets.map(\.pattern) }
    while true {
      found += sites.map(\.pattern) + patternGroups.joined()
      let new = Set(found).subtracting(wanted).filter { $0 < conditions.count }.sorted()
      if new.isEmpty { return (conditions, wanted) }
      wanted.formUnion(new)
      // A condition may look for patterns itself.
      for pattern in new {
        conditions[pattern] = set.patterns[pattern].conditions.map { expression($0) }
      }
      found = []
    }
  }

  /// The set for what redactions look for; nil where that is nearly all there is, as a few patterns
  /// more cost a scan less than a second set costs the start.
  private func redactionPatterns(
    _ redaction: RedactionPlan, _ wanted: Set<PatternID>
  ) throws(CompileError) -> PatternSet? {
    let targets = Set(redaction.blocks.flatMap { $0.targets.map(\.pattern) })
    if targets.isEmpty || wanted.count - targets.count + needles.count < Self.othersMin {
      return nil
    }
    return try patternSet(targets, needles: [])
  }

  /// Patterns that rules look for, but no redaction, for which redactions get a set of their own.
  static let othersMin = 8

  private func patternSet(
    _ wanted: Set<PatternID>, needles: [String]
  ) throws(CompileError) -> PatternSet {
    let sources = set.patterns.enumerated().map { place, pattern in
      var source = PatternSource(
        name: pattern.name, regex: pattern.inspected.source,
        near: wanted.contains(place) ? near(of: pattern) : nil,
        inspected: pattern.inspected)
      source.isWanted = wanted.contains(place)
      return source
    }
    let searched = needles.map { PatternSource(name: $0, regex: RegexSource(quoted: $0)) }
    do throws(PatternSetError) {
      return try PatternSet(sources + searched)
    } catch {
      throw .pattern(error)
    }
  }
}

extension Compiler {
  /// In a view, words stand as the view reads them: without accents, for one.
  private func near(of pattern: CheckedPattern) -> Near? {
    guard let near = pattern.near else { return nil }
    if pattern.inspected.source.view == .raw {
      return Near(words: near.words, distance: near.distance)
    }
    let asRead = near.words.compactMap { folded($0) }.filter { !$0.isEmpty }
    return Near(words: near.words + asRead, distance: near.distance)
  }

  /// Nil where a word is its own reading up to case.
  private func folded(_ word: String) -> String? {
    var word = word
    let reading = TextView()
    return word.withUTF8 { reading.build(.folded, of: $0) }
      ? String(decoding: reading.bytes, as: UTF8.self) : nil
  }
}

extension RegexSource {
  /// The regex that matches a text and nothing else.
  fileprivate init(quoted text: String) {
    var pattern = ""
    for scalar in text.unicodeScalars {
      let isPlain =
        !scalar.isASCII || scalar.properties.isAlphabetic || scalar == "_"
        || (scalar >= "0" && scalar <= "9")
      if !isPlain { pattern += "\\" }
      pattern.unicodeScalars.append(scalar)
    }
    self.init(pattern)
  }
}
