import WeirProject
import WeirSyntax

/// A variant that slipped through.
public struct Survivor: Sendable {
  public var rule: RuleName
  public var disguises: [String]
  public var origin: String
  /// A test that fails until the set catches it; nil where none can say it in the language.
  public var test: String?
}

extension Redteam {
  mutating func survivor(_ variant: Variant, of attack: Attack) -> Survivor {
    let rule = attack.rules[0]
    let writer = SurvivorWriter(set: set, files: judge.runner.source.files)
    let title = "\(rule.text) in \(variant.names.joined(separator: ", ")), from \(attack.origin)"
    var survivor = Survivor(rule: rule, disguises: variant.names, origin: attack.origin)
    for test in writer.tests(title, variant, of: attack) where fails(test) {
      survivor.test = test
      break
    }
    return survivor
  }

  /// Whether a test parses and its one expectation doesn't hold.
  private mutating func fails(_ text: String) -> Bool {
    let file = SourceFile(name: "survivor", text: text)
    let (tree, diagnostics) = Parser.parse(file, index: 0)
    guard diagnostics.isEmpty, case .test(let test)? = tree.declarations.first else { return false }
    let givens = TestScript.givens(of: test.steps, in: set.models)
    guard let decision = judge.judge(lines(of: test.steps, files: [file]), givens).last,
      decision.malformation == nil
    else { return false }
    return test.steps.contains { step in
      guard case .expect(let expectation) = step.kind else { return false }
      return switch expectation {
      case .verdict(let name, _): decision.verdict != name.verdict
      case .redacted(let isExpected): decision.isRedacted != isExpected
      case .finding(let name, let isExpected):
        decision.findings.contains { $0.pattern == name.text } != isExpected
      case .field, .malformed: false
      }
    }
  }
}
