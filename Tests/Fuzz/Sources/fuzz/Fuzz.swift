import FuzzDriver

/// One small target for each parser of untrusted bytes, and the engine against its reference.
@main struct Fuzz {
  static func main() {
    Driver.run([
      "policy": PolicyTarget.take, "json": JSONTarget.take, "pattern": PatternTarget.take,
      "model": ModelTarget.take, "yaml": YAMLTarget.take, "views": ViewsTarget.take,
      "evaluator": EvaluatorTarget.take,
    ])
  }
}
