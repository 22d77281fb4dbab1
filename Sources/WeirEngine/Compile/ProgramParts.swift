import WeirChecker
import WeirMatcher
import WeirSyntax

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
  var redactionPatterns: PatternSet
  var needles: [Int]
  var patternNames: [String]
  var patternViews: [View]
  var patternConditions: [[NodeID]]
  var patternGroups: [[PatternID]]
  var sites: SiteTable
  var windows: [CompiledWindow]
  var models: [CompiledModel]
  var policies: [CompiledPolicy]
  var redaction: RedactionPlan
  var bounds: EngineLimits
  var keyNames: [String]
}
