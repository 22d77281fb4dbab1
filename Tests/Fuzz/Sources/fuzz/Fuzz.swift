import FuzzDriver

/// One small target for each parser of untrusted bytes, and the engine against its reference.
///
/// Views (normalised readings of a text) have no target: the language has none yet, the checker
/// refuses the word, and `policy` feeds it that like everything else.
@main struct Fuzz {
  static func main() {
    Driver.run([
      "policy": PolicyTarget.take, "json": JSONTarget.take, "pattern": PatternTarget.take,
      "model": ModelTarget.take, "yaml": YAMLTarget.take, "evaluator": EvaluatorTarget.take,
    ])
  }
}
