import WeirChecker
import WeirJSON
import WeirMatcher
import WeirSyntax

/// A compiled policy set: immutable, and shared by every evaluator that applies it.
public final class Program: Sendable {
  // Expressions.
  let nodes: [Node]
  let spans: [SourceSpan]
  let pools: ConstantPools
  let calls: [BuiltinCall]
  let sharedCalls: SharedCalls
  let lets: [CompiledLet]
  let variableCount: Int

  // Messages.
  let message: CompiledMessage
  let tree: FieldTree

  // Patterns.
  let patterns: PatternSet
  /// The same patterns, of which those are looked for that redactions name: most strings of a line
  /// are read by redactions alone.
  let redactionPatterns: PatternSet
  public let patternNames: [String]
  /// The view of each pattern that has a name.
  let patternViews: [View]
  /// The deepest view of any: in a set without views nobody asks for one.
  let deepestView: View
  /// Texts that rules look for in fields are patterns too, behind those that have names, so that the
  /// scan of a field finds them with the rest: their places in `ConstantPools.texts`.
  let needles: [Int]
  /// Nodes that a candidate must satisfy, by pattern.
  let patternConditions: [[NodeID]]
  /// Patterns that one `matches` over anything but a field names.
  let patternGroups: IntegerRows
  /// The deepest view of each group.
  let groupViews: [View]
  /// Places where a rule looks for a pattern in a field, so that one message asks once.
  let sites: [MatchSite]
  /// The sites of one `matches` over a field, ascending.
  let siteRows: IntegerRows
  /// The fields that have sites.
  let searches: [FieldSearch]
  /// By field: its place in `searches`, or -1.
  let searchPlaces: [Int32]

  // Policies.
  let windows: [CompiledWindow]
  let windowKeys: WindowKeys
  /// By window.
  let windowPlans: [WindowPlan]
  let models: [CompiledModel]
  let policies: [CompiledPolicy]
  let steps: StepTable
  let redaction: RedactionPlan
  /// The limit policies, in the order of `policies`.
  let limits: [LimitPlan]
  let limitKeys: [KeyPart]
  let bounds: EngineLimits

  /// Names of the keys that redactions use; a `Concealer` is asked by place in this list.
  public let keyNames: [String]

  /// Whether rules read what other lines left behind, or the moment by which a line is judged:
  /// there are windows, or `encrypt`, which seals the time.
  public let needsSurvey: Bool

  init(_ parts: ProgramParts) {
    nodes = parts.nodes
    spans = parts.spans
    pools = parts.pools
    calls = parts.calls
    sharedCalls = SharedCalls(parts.calls, parts.nodes)
    lets = parts.lets
    variableCount = parts.variableCount
    message = parts.message
    tree = FieldTree(paths: parts.message.fields.map(\.jsonPath))
    patterns = parts.patterns
    redactionPatterns = parts.redactionPatterns
    patternNames = parts.patternNames
    patternViews = parts.patternViews
    deepestView = parts.patternViews.max() ?? .raw
    needles = parts.needles
    patternConditions = parts.patternConditions
    patternGroups = IntegerRows(parts.patternGroups)
    groupViews = parts.patternGroups.map { group in
      group.map { parts.patternViews[$0] }.max() ?? .raw
    }
    sites = parts.sites.sites
    siteRows = parts.sites.rows
    searches = parts.sites.searches
    var searchPlaces = [Int32](repeating: -1, count: parts.message.fields.count)
    for (place, search) in parts.sites.searches.enumerated() {
      searchPlaces[search.field] = Int32(place)
    }
    self.searchPlaces = searchPlaces
    windows = parts.windows
    windowKeys = WindowKeys(parts.windows, parts.nodes)
    let expressions = ExpressionTable(nodes: parts.nodes, lets: parts.lets, calls: parts.calls)
    windowPlans = WindowPlan.plans(
      parts.windows, windowKeys, WindowGuards(expressions, parts.policies))
    models = parts.models
    policies = parts.policies
    steps = StepTable(
      parts.policies,
      Triggers(
        expressions: expressions, siteRows: parts.sites.rows,
        siteCount: parts.sites.sites.count))
    redaction = parts.redaction
    bounds = parts.bounds
    (limits, limitKeys) = LimitPlan.plans(parts.policies)
    keyNames = parts.keyNames
    needsSurvey = !parts.windows.isEmpty || parts.redaction.encrypts
  }
}

extension Program {
  /// Lends a policy, which the program keeps alive: a count of references would be one that all
  /// threads wait for.
  @inline(__always)
  func withPolicy<Answer>(_ place: Int, _ body: (CompiledPolicy) -> Answer) -> Answer {
    Unmanaged.passUnretained(policies[place])._withUnsafeGuaranteedRef { body($0) }
  }
}

/// A call of a builtin with its arguments; a node that calls names the first two itself.
struct BuiltinCall: Sendable {
  var body: Builtin.Body
  var arguments: [NodeID]
  var name: String
}

struct CompiledLet: Sendable {
  var name: String
  var node: NodeID
  var representation: Representation
}

/// One pattern asked of one field.
struct MatchSite: Sendable, Hashable {
  var field: FieldID
  var pattern: PatternID
}
