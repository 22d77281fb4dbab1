import Foundation
import Testing

@testable import WeirMatcher

@Suite struct HarmlessProofTests {
  private struct Parts {
    let automaton: PositionAutomaton
    let components: StronglyConnected
    let proof: HarmlessProof

    init(_ pattern: String) {
      automaton = PositionAutomaton(RegexParser.parse(RegexSource(pattern)).root)
      components = StronglyConnected(automaton)
      proof = HarmlessProof(automaton)
    }

    func isUnambiguous(fromAnyStart: Bool) -> Bool {
      var proof = proof
      return proof.isUnambiguous(components, fromAnyStart: fromAnyStart)
    }
  }

  @Test(arguments: [
    "abc", "(?i)foo|bar|baz", #"\b[A-Z]{2}[0-9]{2}(?: ?[0-9]{4}){2,7}\b"#,
    #"key\s*=\s*[a-z]{8,40}"#,
    "ignore[^.]{0,40}(?:previous|prior|above)", #"<(?:[a-z]+\s)*x>"#, "пароль|密码",
    #"'[^']{0,80}'"#,
  ])
  func `a plain pattern is proven at once`(pattern: String) {
    let parts = Parts(pattern)
    #expect(parts.isUnambiguous(fromAnyStart: true))
    #expect(parts.proof.hasFewSteps(.everywhere))
  }

  @Test(arguments: [
    "(?:a+)+b", "(?:a|a)*b", "a*a*b", #"\s*,?\s+x"#, "(?:ab|a|b)*c", "x[a-z]*[a-c]*y",
  ])
  func `loops that share a text are left to the searches`(pattern: String) {
    let parts = Parts(pattern)
    #expect(!parts.isUnambiguous(fromAnyStart: false))
  }

  @Test func `a loop that each start enters anew is left to the searches`() {
    let parts = Parts("[a-z]+@")
    #expect(parts.isUnambiguous(fromAnyStart: false))
    #expect(!parts.isUnambiguous(fromAnyStart: true))
  }

  @Test func `bounded repeats that multiply are left to the count`() {
    #expect(!Parts("key=[a-z]{1,400}[a-z]{1,400}!").proof.hasFewSteps(.seldom))
    #expect(Parts("key=[a-z]{1,400}-[a-z]{1,400}!").proof.hasFewSteps(.seldom))
    // One start has few; all of a run have many.
    #expect(Parts("[a-z]{1,60}[a-z]{1,60}!").proof.hasFewSteps(.seldom))
    #expect(!Parts("[a-z]{1,60}[a-z]{1,60}!").proof.hasFewSteps(.everywhere))
  }

  @Test func `what is proven harmless, the searches find harmless`() {
    let cases = ProcessInfo.processInfo.environment["WEIR_CASES"].flatMap { Int($0) } ?? 60
    var generator = PatternGenerator(random: SplitMix(seed: 11))
    var (proven, counted) = (0, 0)
    for _ in 0..<cases {
      let pattern = generator.pattern(depth: 2)
      let parts = Parts(pattern)
      // What is larger takes a test without optimisation long.
      if parts.automaton.count > 60 { continue }
      var search = AmbiguitySearch(parts.automaton, parts.components)
      if parts.isUnambiguous(fromAnyStart: true) {
        proven += 1
        let hasFound = search.exponential() != nil || search.polynomial() != nil
        let hasLoops = !search.startLoops(evenIfComplete: true).isEmpty
        #expect(!hasFound && !hasLoops, "\(pattern)")
      }
      for starts in [RunSteps.Starts.once, .seldom, .everywhere]
      where parts.proof.hasFewSteps(starts) {
        counted += 1
        var steps = RunSteps(search, starts)
        let excess = steps.worst()
        #expect(excess == nil, "\(pattern)")
      }
    }
    #expect(proven > cases / 20 && proven < cases)
    #expect(counted > cases / 10 && counted < 3 * cases)
  }

  @Test func `sets that meet, meet when told roughly`() {
    var random = SplitMix(seed: 3)
    var sets: [ScalarSet] = [.all, .empty, UnicodeCategories.word, UnicodeCategories.space]
    for _ in 0..<40 {
      let low = UInt32(random.next() % 0x400)
      sets.append(ScalarSet([low...(low + UInt32(random.next() % 200))]))
    }
    for left in sets {
      for right in sets {
        let meet = RoughSet(left).meets(RoughSet(right))
        #expect(meet || left.isDisjoint(with: right))
        let isASCII = left.ranges.allSatisfy { $0.upperBound < 0x80 }
        #expect(!isASCII || meet == !left.isDisjoint(with: right))
      }
    }
  }
}

/// Patterns of few characters with many repeats, one within the other and one after the other.
private struct PatternGenerator {
  var random: SplitMix

  private static let atoms = [
    "a", "b", "ab", "foo", "[a-c]", "[a-z]", "[0-9]", "[^a]", "é", "[а-я]", #"\b"#, "-", "@",
  ]
  private static let repeats = [
    "", "", "", "", "*", "+", "?", "{0,3}", "{1,20}", "{0,9}", "{2}", "{3,}", "++", "*?",
  ]

  private mutating func pick(_ from: [String]) -> String {
    from[Int(random.next() % UInt64(from.count))]
  }

  mutating func pattern(depth: Int) -> String {
    (0...random.next() % 3 / 2).map { _ in sequence(depth) }.joined(separator: "|")
  }

  private mutating func sequence(_ depth: Int) -> String {
    (0...random.next() % 4).map { _ in item(depth) }.joined()
  }

  private mutating func item(_ depth: Int) -> String {
    let kind = random.next() % 10
    if depth == 0 || kind < 7 {
      let atom = pick(Self.atoms)
      return atom == #"\b"# ? atom : "(?:\(atom))" + pick(Self.repeats)
    }
    let body = pattern(depth: depth - 1)
    return (kind == 9 ? "(?>\(body))" : "(?:\(body))") + pick(Self.repeats)
  }
}
