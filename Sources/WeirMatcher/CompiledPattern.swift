/// One pattern, ready to search with. Immutable and shared by threads.
public final class CompiledPattern: Sendable {
  public let name: String
  public let view: View
  /// Whether PCRE2 made machine code of it, rather than interpreting.
  public var isMachineCode: Bool { regex.isMachineCode }
  /// A text, or reading, of fewer Unicode scalars holds no match; 0 where nothing is known.
  public let scalarsMin: Int

  let regex: CompiledRegex
  let near: NearWords?
  let isLinearPerStart: Bool
  let startRisk: StartRisk?
  /// The tree, where it says all there is to say.
  let root: RegexNode?
  /// Whether the tree's classes hold nothing that they don't for PCRE2.
  let trustsClasses: Bool

  /// Compiles one pattern, refusing what no policy may use; an inspected one is ready but for
  /// `near`.
  public init(_ source: PatternSource) throws(PatternError) {
    let inspected = source.inspected ?? InspectedRegex(source.regex)
    precondition(inspected.source == source.regex, "what was inspected is the pattern's own regex")
    if let error = inspected.report.errors.first { throw error }
    guard let parts = inspected.parts else {
      preconditionFailure("what can't be compiled has an error")
    }
    name = source.name
    view = source.regex.view
    near = try source.near.map { near throws(PatternError) in try NearWords(near) }
    regex = parts.regex
    isLinearPerStart = parts.analysis.isLinearPerStart
    startRisk = parts.analysis.startRisk
    let isReadable = PatternPlan.isReadable(source.regex.pattern)
    root = isReadable ? parts.tree.root : nil
    trustsClasses = !PatternPlan.hasProperty(source.regex.pattern)
    let word = source.near?.words.map(\.unicodeScalars.count).min() ?? 0
    // A word may stand in what is read around a group.
    scalarsMin =
      isReadable ? parts.tree.root.minimumLength + (regex.valueGroup == 0 ? word : 0) : 0
  }

  /// Whether a candidate has one of the neighbours that the pattern asks for.
  func hasNeighbour(_ match: TextMatch, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    near?.occurs(around: match, in: text) ?? true
  }
}
