import Testing
import WeirChecker
import WeirSignals
import WeirSyntax

@testable import WeirEngine

/// A linear model in a policy: `kraken` scores high, `tea` low.
@Suite struct LinearScoreTests {
  private static func scorer(_ set: CheckedSet) throws -> ModelScorer {
    let model = try #require(set.models.first)
    let linear = try #require(model.linear)
    var trainer = LinearTrainer(linear.shape(seed: model.seed))
    for place in 0..<20 {
      for (text, isPositive) in [
        ("free the kraken \(place)", true), ("a cup of tea \(place)", false),
      ] {
        try Array(text.utf8).withUnsafeBufferPointer {
          try trainer.add($0, isPositive: isPositive, source: "")
        }
      }
    }
    let file = LinearModelFile(
      try trainer.train(), labels: trainer.labels, fingerprint: model.fingerprint)
    return .linear(try TrainedLinear(file, for: model))
  }

  private static func evaluator(_ text: String) throws -> Evaluator {
    let set = try PolicyKit.set([text])
    let program = try compile(set)
    return Evaluator(
      program, state: EngineState(program, seed: (1, 2)), models: [try scorer(set)],
      concealer: FakeConcealer(program))
  }

  private static let policy = """
    message { text: string, note: string? }
    model words { linear text; buckets 1024; file "w.linear" }
    validate v { deny if score(words) > 0.6 }
    anomaly a { score words; flag above auto; review above share 0.05 "odd" }
    """

  private static let now = Timestamp(seconds: 1_767_225_600)

  @Test func `the text decides, in any expression and in thresholds`() throws {
    var evaluator = try Self.evaluator(Self.policy)
    let bad = evaluator.evaluate(Array(#"{"text":"the KRAKEN again"}"#.utf8), at: Self.now)
    #expect(bad.effects == ["a:1 flag", "a:2 review", "v:1 deny"])
    #expect(bad.scores.map(\.model) == ["words"] && bad.scores[0].features.isEmpty)
    let good = evaluator.evaluate(Array(#"{"text":"tea, please"}"#.utf8), at: Self.now)
    #expect(!good.effects.contains("v:1 deny"))
    #expect((good.scores.first?.value ?? 1) < bad.scores[0].value - 0.3)
  }

  @Test func `escapes are undone before the text is read`() throws {
    var evaluator = try Self.evaluator(Self.policy)
    let plain = evaluator.evaluate(Array(#"{"text":"the kraken"}"#.utf8), at: Self.now)
    let escaped = evaluator.evaluate(
      Array(#"{"text":"the \u006braken"}"#.utf8), at: Self.now)
    #expect(plain.scores[0].value == escaped.scores[0].value)
  }

  @Test func `disguise is undone before the text is read`() throws {
    var evaluator = try Self.evaluator(Self.policy)
    let plain = evaluator.evaluate(Array(#"{"text":"free the kraken"}"#.utf8), at: Self.now)
    for text in ["free the kr\u{200B}aken", "frеe the kraken", "ｆｒｅｅ ｔｈｅ ｋｒａｋｅｎ"] {
      let disguised = evaluator.evaluate(Array("{\"text\":\"\(text)\"}".utf8), at: Self.now)
      #expect(disguised.scores[0].value == plain.scores[0].value, "\(text)")
    }
  }

  @Test func `a text that patterns have read scores the same`() throws {
    var alone = try Self.evaluator(Self.policy)
    var behind = try Self.evaluator(
      Self.policy
        + "\npattern tea { match /tea/; view decoded }\nvalidate w { flag if text matches tea }")
    for text in ["free the kraken", "frеe the kraken", "ZnJlZSB0aGUga3Jha2Vu", "a cup of tea", ""] {
      let line = Array("{\"text\":\"\(text)\"}".utf8)
      let scores = alone.evaluate(line, at: Self.now).scores.map(\.value)
      #expect(behind.evaluate(line, at: Self.now).scores.map(\.value) == scores, "\(text)")
    }
  }

  @Test func `any expression of a text can be read`() throws {
    var evaluator = try Self.evaluator(
      Self.policy.replacing("linear text", with: "linear note ?? \"\""))
    let decision = evaluator.evaluate(
      Array(#"{"text":"x","note":"the kraken"}"#.utf8), at: Self.now)
    #expect(decision.verdict == .deny)
    let other = evaluator.evaluate(Array(#"{"text":"kraken"}"#.utf8), at: Self.now)
    #expect(!other.effects.contains("v:1 deny"))
  }

  @Test func `a text over its bound is a failure, not a low score`() throws {
    var evaluator = try Self.evaluator(Self.policy)
    let long = String(repeating: "kraken ", count: 150_000)
    let decision = evaluator.evaluate(Array("{\"text\":\"\(long)\"}".utf8), at: Self.now)
    #expect(decision.effects == ["a review!", "v:1 deny!"])
    #expect(decision.scores.isEmpty)
  }

  @Test func `a file that was trained on something else does not belong to the model`() throws {
    let set = try PolicyKit.set([Self.policy])
    guard case .linear(let trained) = try Self.scorer(set) else { return }
    for change in ["buckets 2048", "buckets 1024; seed 2", "buckets 1024; words 1..1"] {
      let other = try PolicyKit.set([Self.policy.replacing("buckets 1024", with: change)])
      #expect(throws: ModelMismatch.expressions) {
        try TrainedLinear(trained.file, for: other.models[0])
      }
    }
    #expect(
      set.models[0].canonicalText == """
        linear text characters 4..<6 words 1..<3 buckets 1024 seed 1
        """)
  }
}
