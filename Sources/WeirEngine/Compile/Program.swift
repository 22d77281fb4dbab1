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
  let lets: [CompiledLet]
  let variableCount: Int

  // Messages.
  let message: CompiledMessage
  let tree: FieldTree

  // Patterns.
  let patterns: PatternSet
  let patternNames: [String]
  /// Nodes that a candidate must satisfy, by pattern.
  let patternConditions: [[NodeID]]
  /// Patterns that one `matches` over anything but a field names.
  let patternGroups: [[PatternID]]
  /// Places where a rule looks for a pattern in a field, so that one message asks once.
  let sites: [MatchSite]
  /// The sites of one `matches` over a field.
  let siteRows: [[Int]]

  // Policies.
  let windows: [CompiledWindow]
  let models: [CompiledModel]
  let policies: [CompiledPolicy]
  let redaction: RedactionPlan
  let limits: EngineLimits

  /// Names of the keys that redactions use; a `Concealer` is asked by place in this list.
  public let keyNames: [String]

  init(_ parts: ProgramParts) {
    nodes = parts.nodes
    spans = parts.spans
    pools = parts.pools
    calls = parts.calls
    lets = parts.lets
    variableCount = parts.variableCount
    message = parts.message
    tree = FieldTree(paths: parts.message.fields.map(\.jsonPath))
    patterns = parts.patterns
    patternNames = parts.patternNames
    patternConditions = parts.patternConditions
    patternGroups = parts.patternGroups
    sites = parts.sites
    siteRows = parts.siteRows
    windows = parts.windows
    models = parts.models
    policies = parts.policies
    redaction = parts.redaction
    limits = parts.limits
    keyNames = parts.keyNames
  }
}

/// What the compiler hands over when it is done.
struct ProgramParts {
  var nodes: [Node]
  var spans: [SourceSpan]
  var pools: ConstantPools
  var calls: [BuiltinCall]
  var lets: [CompiledLet]
  var variableCount: Int
  var message: CompiledMessage
  var patterns: PatternSet
  var patternNames: [String]
  var patternConditions: [[NodeID]]
  var patternGroups: [[PatternID]]
  var sites: [MatchSite]
  var siteRows: [[Int]]
  var windows: [CompiledWindow]
  var models: [CompiledModel]
  var policies: [CompiledPolicy]
  var redaction: RedactionPlan
  var limits: EngineLimits
  var keyNames: [String]
}

/// Constants by representation.
struct ConstantPools: Sendable {
  var ints: [Int64] = []
  var floats: [Double] = []
  var networks: [IPNetwork] = []
  var texts: TextPool
  var textSets: [LiteralSet] = []
  /// The texts of each set, for `starts_with` and `ends_with`.
  var textSetMembers: [[Int]] = []
  var textMembership: [TextMembership] = []
  var intMembership: [Set<Int64>] = []
  var floatMembership: [Set<Double>] = []
  var networkMembership: [[IPNetwork]] = []
}

/// A call of a builtin with its arguments.
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

/// The schema as the engine reads lines by it.
struct CompiledMessage: Sendable {
  var fields: [CompiledField]
  var isClosed: Bool
  var shape: RecordType
  var clock: FieldID?
  var malformed: Verdict
}

struct CompiledField: Sendable {
  var name: String
  var jsonPath: [String]
  var type: ValueType
  var isOptional: Bool
  var parent: FieldID?
}

struct CompiledWindow: Sendable {
  var name: String
  var function: WindowTree.Function
  var value: KeyPart?
  var isInteger: Bool
  var countsMalformed: Bool
  var keys: [KeyPart]
  var lengthMicroseconds: Int64
  var condition: NodeID?
}

/// An expression that is part of a key or a value to tell apart.
struct KeyPart: Sendable {
  var node: NodeID
  var representation: Representation
}

struct CompiledModel: Sendable {
  var name: String
  var features: [NodeID]
  var featureNames: [String]
  var domains: [ClosedRange<Double>?]
}

/// One policy as the evaluator runs it.
struct CompiledPolicy: Sendable {
  var name: String
  var condition: NodeID?
  var exceptions: [CompiledException]
  /// Whether it decides, is only observed, or is off.
  var standing: Standing
  var onError: Verdict
  var body: Body

  enum Body: Sendable {
    case validate([CompiledRule])
    case redact
    case limit(CompiledLimit)
    case anomaly(model: ModelID, [CompiledThreshold])
  }
}

/// What a policy's verdict counts for.
public enum Standing: String, Sendable {
  case enforced
  /// Judged and logged, but not enforced: `mode shadow`, or a level that is only observed.
  case observed
  /// A level above both switches.
  case off
}

struct CompiledException: Sendable {
  var condition: NodeID
  var end: Int64?
  var because: String
}

struct CompiledRule: Sendable {
  enum Kind: Sendable {
    case require(NodeID)
    case verdictIf(NodeID)
    case add(Double, NodeID)
    case above(Double)
  }
  var kind: Kind
  var verdict: Verdict
  var reason: String?
  var span: SourceSpan
}

struct CompiledLimit: Sendable {
  var keys: [KeyPart]
  var cost: KeyPart?
  var allowed: Int64
  var periodMicroseconds: Int64
  var burst: Int64
  var verdict: Verdict
  var reason: String?
}

struct CompiledThreshold: Sendable {
  /// Compared with `>`; a share is looked up in the model when it is loaded.
  var kind: CheckedThreshold.Kind
  var verdict: Verdict
  var reason: String?
  var span: SourceSpan
}

/// Set membership of texts without making a `String` per message: texts by length, then bytes.
struct TextMembership: Sendable {
  private let byLength: [Int: [[UInt8]]]

  init(_ texts: [String]) {
    byLength = Dictionary(
      grouping: Set(texts).map { Array($0.utf8) }.sorted {
        $0.lexicographicallyPrecedes($1)
      }, by: \.count)
  }

  /// Binary search among the texts of equal length: O(log n) comparisons.
  func contains(_ text: TextBytes) -> Bool {
    guard let candidates = byLength[text.count] else { return false }
    var low = 0
    var high = candidates.count
    while low < high {
      let middle = (low + high) / 2
      let order = candidates[middle].withUnsafeBufferPointer { $0.order(text) }
      if order == 0 { return true }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return false
  }
}
