import WeirChecker
import WeirJSON
import WeirMatcher
import WeirSignals
import WeirSyntax
import WeirViews

/// Everything that judging one message needs to remember, reused from message to message.
///
/// Expressions are evaluated by representation: `bool(_:)`, `int(_:)`, `float(_:)`, `text(_:)`,
/// `network(_:)`, `raw(_:)`. What a message can ask twice (texts of fields, matches, lets, scores)
/// is kept until ``begin(_:)``.
struct Frame {
  let program: Program
  private let pools: Unmanaged<ConstantPools>
  let models: [ModelScorer]

  var line = TextBytes(start: nil, count: 0)
  var document = Document()
  /// Texts that live as long as the message: decoded fields, lets.
  let arena = Arena()
  /// Texts that live as long as one condition, element or match: without this the memory for a
  /// message would grow with the rules and the elements that loops go through.
  let scratch = Arena()
  let matchScratch = MatchScratch()
  /// Of the string in which findings are looked for.
  var mapper = RawSpanMapper()

  /// What fitting the line to the schema read from each field.
  let values: Slots<FieldValue>
  /// What is wrong with a member name inside the field that was fitted last.
  var nameFault: Malformation?
  /// The steps that this message needs.
  let agenda: Agenda
  /// What was found at each site.
  let sites: Slots<SiteState>
  /// By place in `Program.searches`: the readings of the field, and how many of its sites are not
  /// absent. These are in `noted`, from the place of the field's first site on.
  let readings: [Readings]
  let notedCounts: Slots<Int>
  let noted: Slots<Int>
  var isLookedFor = false
  /// How many of the searches are done.
  var lookedAt = 0
  /// Whether the line was read: what is kept of a message is filled from then on.
  var isUsed = false
  /// Readings of texts that are no fields, when nobody uses them.
  var spareReadings: SpareReadings
  var spareRedactionReadings: SpareReadings
  /// Of the pattern whose matches are given in turn.
  var simplerMatches = SimplerMatches()
  let lets: Slots<LetValue>
  /// The answers of calls that stand in several places; see `SharedCalls`.
  let answers: Slots<LetValue>
  let scores: Slots<Outcome<Double>?>
  /// The features of the model that is scored.
  let features: Slots<Double>
  /// The folded reading of the text that a linear model scores.
  let folding = TextView()
  /// By place in `Program.windowKeys`.
  let windowKeys: Slots<WindowKeyValue>
  var windows: [WindowAnswer]
  let variables: Slots<JSONValue>
  var matchedText = TextBytes(start: nil, count: 0)

  init(_ program: Program, models: [ModelScorer]) {
    self.program = program
    pools = .passUnretained(program.pools)
    self.models = models
    values = Slots(repeating: .none, count: program.message.fields.count)
    agenda = Agenda(standing: program.steps.standing)
    sites = Slots(repeating: .absent, count: program.sites.count)
    readings = program.searches.map { _ in Readings(program.patterns) }
    spareReadings = SpareReadings(program.patterns)
    spareRedactionReadings = SpareReadings(program.redactionPatterns)
    notedCounts = Slots(repeating: 0, count: program.searches.count)
    noted = Slots(repeating: 0, count: program.sites.count)
    lets = Slots(repeating: .unknown, count: program.lets.count)
    answers = Slots(repeating: .unknown, count: program.sharedCalls.count)
    scores = Slots(repeating: nil, count: program.models.count)
    features = Slots(repeating: 0, count: program.models.map(\.features.count).max() ?? 0)
    windowKeys = Slots(repeating: .unknown, count: program.windowKeys.keys.count)
    windows = Array(repeating: .integer(0), count: program.windows.count)
    variables = Slots(repeating: .absent, count: program.variableCount)
  }

  /// Takes the next line, and forgets the last one if it was a message.
  @inline(__always)
  mutating func begin(_ line: TextBytes) {
    self.line = line
    if isUsed { forget() }
    isUsed = false
  }

  private mutating func forget() {
    mapper.forget()
    arena.reset()
    scratch.reset()
    values.fill(.none)
    lets.fill(.unknown)
    answers.fill(.unknown)
    scores.fill(nil)
    windowKeys.fill(.unknown)
    variables.fill(.absent)
    forgetSites()
    isLookedFor = false
    lookedAt = 0
    agenda.reset()
  }
}

extension Frame {
  /// Asks the program's constants. It keeps them alive; they are asked so often that counting
  /// references would show, most of all where several threads count the same ones.
  @inline(__always)
  func constants<Answer>(_ ask: (ConstantPools) -> Answer) -> Answer {
    pools._withUnsafeGuaranteedRef { ask($0) }
  }

  /// Evaluates something of which no text is held further.
  @inline(__always)
  mutating func temporarily<Value>(_ body: (inout Frame) -> Value) -> Value {
    let mark = scratch.mark
    defer { scratch.release(to: mark) }
    return body(&self)
  }

  mutating func condition(_ id: NodeID) -> Outcome<Bool> { temporarily { $0.bool(id) } }
}

/// The value of a declared field, once the line is known to fit the schema.
enum FieldValue: BitwiseCopyable {
  /// Absent, null or read straight from the line.
  case none
  case bool(Bool)
  case int(Int64)
  case float(Double)
  case network(IPNetwork)
  case text(TextBytes)
}

/// What was found of one pattern in one field; of several, the greatest counts.
enum SiteState: UInt8, Comparable {
  case absent, failed, found

  static func < (a: SiteState, b: SiteState) -> Bool { a.rawValue < b.rawValue }
}

/// The value of a `let` or of a shared call, evaluated at most once a message.
enum LetValue: BitwiseCopyable {
  case unknown
  case bool(Outcome<Bool>)
  case int(Outcome<Int64>)
  case float(Outcome<Double>)
  case text(Outcome<TextBytes>)
  case network(Outcome<IPNetwork>)
  case raw(Outcome<JSONValue>)
}

/// The hash of a window's key, made at most once a message.
enum WindowKeyValue: BitwiseCopyable {
  case unknown
  case failed
  case hash(KeyHash)
}
