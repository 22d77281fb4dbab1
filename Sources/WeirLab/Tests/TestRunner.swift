import WeirChecker
import WeirCrypto
import WeirJSON
import WeirProject
import WeirSignals
import WeirSyntax

/// What one test came to.
public struct TestResult: Sendable {
  public var title: String
  /// The place of the test's title: a file name and a line from 1.
  public var file: String
  public var line: Int
  public var failures: [Failure]
  /// Models without a pinned score and without a file, which counted as 0.
  public var untrainedModels: [String]
  public var nanoseconds: Int64

  public var isPassed: Bool { failures.isEmpty }

  /// One expectation that didn't hold.
  public struct Failure: Sendable {
    public var line: Int
    /// The expectation as written.
    public var expected: String
    /// What was there instead, in the same words.
    public var got: String
    /// Both values, where an expectation about a field failed.
    public var difference: (expected: String, got: String)?
    /// The decision on the last message.
    public var decision: [String]
  }
}

/// Why tests can't be run at all.
public enum TestRunError: Error, CustomStringConvertible {
  case model(ModelLoadError)

  public var description: String {
    switch self {
    case .model(let error): error.description
    }
  }
}

/// Runs the `test` blocks of a policy set, each with empty state, fixed keys and a clock of its own.
public struct TestRunner {
  let source: PolicySource
  let set: CheckedSet
  let program: Program
  /// Of the levels that tests ask for.
  private let strictPrograms: [Int: Program]
  let scorers: [ModelScorer?]
  let concealer: RingConcealer
  /// Gives nanoseconds from some fixed moment, for the report.
  let stopwatch: () -> Int64

  /// - Parameter set: the checked set of `source`.
  public init(
    _ source: PolicySource, _ set: CheckedSet, settings: CompileSettings,
    stopwatch: @escaping () -> Int64 = { 0 }
  ) throws(TestRunError) {
    self.source = source
    self.set = set
    self.stopwatch = stopwatch
    program = Self.compiled(set, settings)
    let levels = Set(set.tests.compactMap { TestScript.givens(of: $0.steps, in: []).level })
    var programs: [Int: Program] = [:]
    for level in levels {
      var settings = settings
      (settings.enforceLevel, settings.observeLevel) = (level, level)
      programs[level] = Self.compiled(set, settings)
    }
    strictPrograms = programs
    var scorers: [ModelScorer?] = []
    for model in set.models {
      guard Files.exists(source.path(of: model)) else {
        scorers.append(nil)
        continue
      }
      do throws(ModelLoadError) {
        scorers.append(try source.scorer(of: model))
      } catch { throw .model(error) }
    }
    self.scorers = scorers
    concealer = RingConcealer(set.keyNames.map(Self.testRing))
  }

  private static func compiled(_ set: CheckedSet, _ settings: CompileSettings) -> Program {
    do throws(CompileError) { return try compile(set, settings: settings) } catch {
      preconditionFailure("a checked set compiles: \(error)")
    }
  }

  /// A key that is the same in every run and guards nothing.
  private static func testRing(_ name: String) -> KeyRing {
    let bytes = sha256(Array("weir test key \(name)".utf8))
    do throws(KeyError) {
      return try KeyRing(name: name, keys: [SecretKey(name: name, bytes: bytes)])
    } catch {
      preconditionFailure("a digest is long enough for a key: \(error)")
    }
  }

  /// The set's own tests; those of its packs run where the packs are written.
  public var tests: [CheckedTest] { self.set.tests.filter { $0.span.file < source.ownCount } }

  public func run(_ test: CheckedTest) -> TestResult {
    let began = stopwatch()
    let givens = TestScript.givens(of: test.steps, in: set.models)
    var evaluator = self.evaluator(givens)
    var script = TestScript(set.message, files: source.files)
    var last: JudgedMessage?
    var failures: [TestResult.Failure] = []
    for step in test.steps {
      for line in script.lines(of: step) { last = JudgedMessage(line, &evaluator) }
      if case .expect(let expectation) = step.kind,
        let failure = check(expectation, step.span, last)
      {
        failures.append(failure)
      }
    }
    let untrained = set.models.indices.filter { scorers[$0] == nil && givens.scores[$0] == nil }
    return TestResult(
      title: test.title, file: source.files[test.span.file].name, line: line(of: test.span),
      failures: failures, untrainedModels: untrained.map { set.models[$0].name },
      nanoseconds: stopwatch() - began)
  }

  /// An evaluator with empty state; a model without a pinned score and without a file scores 0.
  func evaluator(_ givens: TestGivens, bounds: ReaderBounds = ReaderBounds()) -> Evaluator {
    let program = givens.level.flatMap { strictPrograms[$0] } ?? self.program
    return Evaluator(
      program, state: EngineState(program, seed: (1, 2)),
      models: scorers.enumerated().map { place, scorer in
        givens.scores[place].map { .pinned($0) } ?? scorer ?? .pinned(0)
      },
      concealer: concealer, bounds: bounds)
  }

  func line(of span: SourceSpan) -> Int {
    1 + source.files[span.file].bytes[..<span.start].count { $0 == 0x0a }
  }

  /// What the author wrote there, on one line.
  func written(_ span: SourceSpan) -> String {
    let text = String(
      decoding: source.files[span.file].bytes[span.start..<span.end], as: UTF8.self)
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// A message of a test and what was decided.
struct JudgedMessage {
  var decision: Decision
  /// What is passed on; nil where the line is no JSON object.
  var tree: JSONTree?

  init(_ line: TimedLine, _ evaluator: inout Evaluator) {
    decision = evaluator.evaluate(line.bytes, at: Timestamp(microseconds: line.now))
    tree = JSONTree(line: decision.message)
  }
}
