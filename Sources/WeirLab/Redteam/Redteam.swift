import WeirChecker
import WeirJSON
import WeirProject
import WeirSignals
import WeirSyntax

/// Plays the attacker against a policy set: takes messages that it catches and disguises them.
public struct Redteam: ~Copyable {
  public struct Settings: Sendable {
    public var disguises = Disguise.all
    public var makesPairs = true
    public var seed: UInt64 = 1
    /// Attacks that are kept; of more, an even choice.
    public var attacksMax = 200
    /// The mildest verdict that counts as caught.
    public var threshold = Verdict.review
    /// The field that the attacker writes, by its name in policies; nil for all that aren't trusted.
    public var field: String?

    public init() {}
  }

  /// What became of the messages that were offered.
  public struct Intake: Sendable {
    public var messages = 0
    /// Attacks that they held: one for each that is withheld, one for each value that is hidden.
    public var attacks = 0
    public var notCaught = 0
    /// Caught by limits, scores or other members than texts, which no disguise changes.
    public var withoutText = 0
    /// Neither messages of the set nor rows with a `text`.
    public var unfit = 0
  }

  public private(set) var intake = Intake()
  let settings: Settings
  let set: CheckedSet
  let names: RuleNames
  var judge: SampleJudge
  private let fitter: RowFitter
  private let finder: AttackFinder
  private var known: Set<[UInt8]> = []
  private var chosen: [(order: Int, attack: Attack)] = []
  private var random: RandomSource

  public init(
    _ runner: TestRunner, bounds: ReaderBounds, settings: Settings
  ) throws(UnknownField) {
    self.settings = settings
    set = runner.set
    judge = SampleJudge(runner, bounds: bounds)
    fitter = try RowFitter(runner.source, runner.set, field: settings.field)
    names = RuleNames(runner.set)
    finder = AttackFinder(
      set: runner.set, names: names, threshold: settings.threshold,
      path: settings.field == nil ? nil : fitter.path)
    random = RandomSource(seed: settings.seed)
  }

  // MARK: - What is offered

  /// Messages that a test may send before the one that is disguised; each is sent again with every
  /// variant.
  static let historyMax = 200

  /// Takes the last message of every test of the set.
  public mutating func offerTests() {
    for test in judge.runner.tests {
      let lines = lines(of: test.steps, files: judge.runner.source.files)
      guard let last = lines.last, let message = JSONTree(line: last.bytes) else { continue }
      guard lines.count <= Self.historyMax else {
        intake.messages += 1
        intake.withoutText += 1
        continue
      }
      let file = judge.runner.source.files[test.span.file].name
      offer(
        PlainMessage(
          origin: "\(file):\(judge.runner.line(of: test.span))",
          history: lines.dropLast(), message: message, now: last.now,
          givens: TestScript.givens(of: test.steps, in: set.models)))
    }
  }

  func lines(of steps: [TestTree.Step], files: [SourceFile]) -> [TimedLine] {
    var script = TestScript(set.message, files: files)
    return steps.flatMap { script.lines(of: $0) }
  }

  /// Takes a row of a corpus.
  public mutating func offer(row: [UInt8], origin: String) {
    guard let message = fitter.message(row, &judge) else {
      intake.messages += 1
      intake.unfit += 1
      return
    }
    offer(PlainMessage(origin: origin, message: message, now: fitter.now))
  }

  private mutating func offer(_ plain: PlainMessage) {
    if plain.history.isEmpty, plain.givens.level == nil, !known.insert(plain.line.bytes).inserted {
      return
    }
    intake.messages += 1
    let decisions = judge.judge(plain.history + [plain.line], plain.givens)
    switch finder.attacks(plain, decisions[decisions.count - 1]) {
    case .success(let attacks): for attack in attacks { keep(attack) }
    case .failure(.malformed): intake.unfit += 1
    case .failure(.notCaught): intake.notCaught += 1
    case .failure(.withoutText): intake.withoutText += 1
    }
  }

  /// Keeps an even choice of all (Vitter, "Random sampling with a reservoir", 1985, algorithm R).
  private mutating func keep(_ attack: Attack) {
    let entry = (order: intake.attacks, attack: attack)
    intake.attacks += 1
    if chosen.count < settings.attacksMax { return chosen.append(entry) }
    let place = Int(random.next(below: UInt64(intake.attacks)))
    if place < chosen.count { chosen[place] = entry }
  }

  // MARK: - The attack

  /// Sends every variant of every attack that was kept.
  ///
  /// - Parameter progress: is told how many attacks are done, of how many.
  public mutating func run(progress: (Int, Int) -> Void = { _, _ in }) -> RedteamReport {
    let attacks = chosen.sorted { $0.order < $1.order }.map(\.attack)
    let dresser = Dresser(
      disguises: settings.disguises, makesPairs: settings.makesPairs, seed: settings.seed)
    var report = RedteamReport(settings, intake, attackCount: attacks.count)
    report.untrainedModels = judge.untrainedModels
    for (index, attack) in attacks.enumerated() {
      report.begin(attack)
      var slippedAlone: Set<String> = []
      for variant in dresser.variants(attack, index: index) {
        let fate = send(variant, of: attack)
        report.count(variant, of: attack, fate)
        guard !fate.isCaught else { continue }
        if variant.names.count == 1 { slippedAlone.insert(variant.names[0]) }
        // Of a pair there is nothing to learn where half of it was enough.
        if variant.names.count > 1, variant.names.contains(where: slippedAlone.contains) {
          continue
        }
        if report.isNew(variant, of: attack) { report.add(survivor(variant, of: attack)) }
      }
      progress(index + 1, attacks.count)
    }
    return report
  }
}
