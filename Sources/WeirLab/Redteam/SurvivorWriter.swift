import WeirChecker
import WeirProject
import WeirSyntax

/// Writes survivors as tests in the language.
struct SurvivorWriter {
  let set: CheckedSet
  let files: [SourceFile]

  /// Tests that say it, the one that is best to read first.
  func tests(_ title: String, _ variant: Variant, of attack: Attack) -> [String] {
    let places = attack.targets.map(\.place)
    let plain =
      variant.needsLine
      ? nil
      : steps(variant, attack) { message in
        SampleText(set: set, keeping: places).message(message)
      }
    let raw = steps(variant, attack) { message in
      let line = String(decoding: variant.spelling.bytes(message), as: UTF8.self)
      return "line " + SampleText.quoted(line)
    }
    return [plain, raw].compactMap { $0 }.flatMap { steps in
      expectations(attack).map { test(title, steps + ["expect " + $0]) }
    }
  }

  private func expectations(_ attack: Attack) -> [String] {
    switch attack.goal {
    case .withheld(let verdict, let policy): ["\(verdict.name) by \(policy)"]
    case .hidden(let pattern):
      // A literal after `->` has no name that a test could say.
      ["redacted"] + (pattern.contains("/") ? [] : ["finding \(pattern)"])
    }
  }

  /// Nil where a message can't be written.
  private func steps(
    _ variant: Variant, _ attack: Attack, _ write: (JSONTree) -> String?
  ) -> [String]? {
    var steps = attack.givens.scores.sorted { $0.key < $1.key }.map { model, score in
      "given score(\(set.models[model].name)) = \(score)"
    }
    if let level = attack.givens.level { steps.append("given level = \(level)") }
    var clock = TestClock.start
    for line in attack.history {
      let text = SampleText.quoted(String(decoding: line.bytes, as: UTF8.self))
      steps.append("line " + text + Self.time(line.now, &clock))
    }
    for message in variant.messages {
      guard let text = write(message) else { return nil }
      steps.append(text + Self.time(attack.now, &clock))
    }
    return steps
  }

  private static func time(_ now: Int64, _ clock: inout Int64) -> String {
    guard now != clock else { return "" }
    clock = now
    return " at " + TimeText.short(Timestamp(microseconds: now))
  }

  private func test(_ title: String, _ steps: [String]) -> String {
    let text = "test \(SampleText.quoted(title)) {\n" + steps.map { "  \($0)\n" }.joined() + "}\n"
    let file = SourceFile(name: "survivor", text: text)
    do throws(Formatter.Refusal) { return try Formatter.format(file) } catch { return text }
  }
}
