import Testing

@testable import WeirMatcher

/// A tiny backtracking matcher, obvious rather than fast: the first match a Perl-like engine
/// would take. It knows characters, classes, sequences, choices and greedy or lazy repeats.
private indirect enum Simple {
  case characters(Set<Character>)
  case sequence([Simple])
  case choice([Simple])
  case repeated(Simple, min: Int, max: Int, isLazy: Bool)

  var pattern: String {
    switch self {
    case .characters(let set): set.count == 1 ? String(set) : "[\(String(set.sorted()))]"
    case .sequence(let items): items.map(\.pattern).joined()
    case .choice(let branches): "(?:" + branches.map(\.pattern).joined(separator: "|") + ")"
    case .repeated(let body, let min, let max, let isLazy):
      "(?:\(body.pattern)){\(min),\(max)}" + (isLazy ? "?" : "")
    }
  }

  /// Tries ends in the order of a backtracking engine until `then` takes one.
  func ends(_ text: [Character], _ at: Int, _ then: @escaping (Int) -> Int?) -> Int? {
    switch self {
    case .characters(let set):
      return at < text.count && set.contains(text[at]) ? then(at + 1) : nil
    case .sequence(let items):
      guard let first = items.first else { return then(at) }
      return first.ends(text, at) { Simple.sequence(Array(items.dropFirst())).ends(text, $0, then) }
    case .choice(let branches):
      for branch in branches { if let end = branch.ends(text, at, then) { return end } }
      return nil
    case .repeated(let body, let min, let max, let isLazy):
      let more: () -> Int? = {
        max == 0
          ? nil
          : body.ends(text, at) { next in
            // An empty turn would change nothing.
            next == at && min == 0
              ? nil
              : Simple.repeated(body, min: Swift.max(min - 1, 0), max: max - 1, isLazy: isLazy)
                .ends(text, next, then)
          }
      }
      if min > 0 { return more() }
      return isLazy ? then(at) ?? more() : more() ?? then(at)
    }
  }
}

@Suite struct OracleTests {
  private func random(_ generator: inout SplitMix, depth: Int) -> Simple {
    switch depth == 0 ? 0 : Int(generator.next() % 5) {
    case 1, 2:
      let count = 1 + Int(generator.next() % 3)
      return .sequence((0..<count).map { _ in random(&generator, depth: depth - 1) })
    case 3:
      return .choice((0..<2).map { _ in random(&generator, depth: depth - 1) })
    case 4:
      let min = Int(generator.next() % 2)
      return .repeated(
        random(&generator, depth: depth - 1), min: min, max: min + Int(generator.next() % 3),
        isLazy: generator.next() % 2 == 0)
    default:
      let letters: [Character] = ["a", "b", "é", "😀"]
      let count = 1 + Int(generator.next() % 2)
      return .characters(Set((0..<count).map { _ in letters[Int(generator.next() % 4)] }))
    }
  }

  /// Matches by trying every start; a candidate of even length is rejected.
  private func slow(_ simple: Simple, _ text: [Character]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = 0
    while at < text.count {
      guard let end = simple.ends(text, at, { $0 }), (end - at) % 2 == 1 else {
        at += 1
        continue
      }
      found.append(at..<end)
      at = end
    }
    return found
  }

  @Test func `candidates agree with a slow and obvious matcher`() throws {
    var generator = SplitMix(seed: 2026)
    let scratch = MatchScratch()
    var compared = 0
    for _ in 0..<1_500 {
      let simple = random(&generator, depth: 3)
      let source = PatternSource(name: "p", regex: RegexSource(simple.pattern))
      guard let set = try? PatternSet([source]) else { continue }
      let text = (0..<Int(generator.next() % 14)).map { _ in
        ["a", "b", "é", "😀", "x"][Int(generator.next() % 5)] as Character
      }
      compared += 1
      #expect(
        fast(set, text, scratch) == slow(simple, text), "\(simple.pattern) in \(String(text))")
    }
    #expect(compared > 500)
  }

  private func fast(_ set: PatternSet, _ text: [Character], _ scratch: MatchScratch) -> [Range<Int>]
  {
    withBytes(String(text)) { bytes in
      var found: [Range<Int>] = []
      var cursor = set.candidates(of: 0, in: bytes, scratch: scratch)
      while case .found(let match) = cursor.next() {
        let start = String(decoding: bytes[..<match.start], as: UTF8.self).count
        let length = String(decoding: bytes[match.start..<match.end], as: UTF8.self).count
        if length % 2 == 1 { found.append(start..<(start + length)) } else { cursor.reject() }
      }
      return found
    }
  }

  @Test func `an exponential verdict is found for every loop that really explodes`() throws {
    // Soundness the other way round: random loops that use up the steps must have been refused.
    var generator = SplitMix(seed: 77)
    var exploded = 0
    for _ in 0..<600 {
      let body = random(&generator, depth: 3).pattern
      let source = RegexSource("^(?:\(body))*x")
      guard let set = try? PatternSet([PatternSource(name: "p", regex: source)]) else { continue }
      let report = inspect(source)
      for unit in ["a", "b", "ab", "aab", "é", "éa", "😀"] {
        let text = String(repeating: unit, count: 40) + "!"
        let outcome = withBytes(text + "x") { bytes in
          set.firstMatch(of: 0, in: bytes, scratch: MatchScratch())
        }
        guard case .failure = outcome else { continue }
        exploded += 1
        #expect(report.isRefused, "\(source.pattern) on \(text)")
        break
      }
    }
    #expect(exploded > 20)
  }
}
