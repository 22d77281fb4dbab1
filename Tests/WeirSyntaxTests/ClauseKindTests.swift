import Testing

@testable import WeirSyntax

/// Every clause in every kind of block that it doesn't belong to.
@Suite struct ClauseKindTests {
  private static let policies = ["validate", "redact", "limit", "anomaly"]

  /// A clause and the kinds of block that have it.
  private static let clauses: [(text: String, kinds: [String])] = [
    ("severity low", policies), ("owner \"ops\"", policies), ("tags [\"a\"]", policies),
    ("when x", policies), ("except if x because \"y\"", policies), ("mode shadow", policies),
    ("level 2", policies), ("on error deny", policies),
    ("require x else deny", ["validate"]), ("add 1 if x", ["validate"]),
    ("deny if x", ["validate"]), ("flag above 1", ["validate", "anomaly"]),
    ("review above 1", ["validate", "anomaly"]), ("allow 5 per 1m", ["limit"]),
    ("by user", ["limit"]), ("cost 2", ["limit"]), ("else deny", ["limit"]),
    ("in text", ["redact"]), ("score m", ["anomaly"]),
    ("match /a/", ["pattern"]), ("where luhn(match)", ["pattern"]),
    ("near [\"a\"] within 4", ["pattern"]), ("view raw", ["pattern"]),
    ("feature a = 1", ["model"]), ("trees 3", ["model"]), ("rows 3", ["model"]),
    ("seed 3", ["model"]), ("file \"f\"", ["model"]), ("linear text", ["model"]),
    ("expect allow", ["test"]), ("given score(m) = 1", ["test"]), ("line \"x\"", ["test"]),
  ]

  private static let blocks = [
    "validate": "validate v", "redact": "redact v", "limit": "limit v", "anomaly": "anomaly v",
    "pattern": "pattern v", "model": "model v", "test": "test \"v\"",
  ]

  static let pairs: [(block: String, clause: String, kinds: [String])] =
    blocks.keys.sorted().flatMap { block in
      clauses.filter { !$0.kinds.contains(block) }.map { (block, $0.text, $0.kinds) }
    }

  @Test(arguments: pairs)
  func `a clause of another kind is sent home`(
    block: String, clause: String, kinds: [String]
  ) throws {
    let text = "\(Self.blocks[block] ?? "") {\n  \(clause)\n}\n"
    let found = Samples.diagnose(text)
    #expect(found.map(\.code.id) == ["WEIR0207"], "\(text)\(found.map(\.message))")
    let message = try #require(found.first).message
    for kind in kinds { #expect(message.contains("`\(kind)`"), "\(text)\(message)") }
  }

  @Test func `every pair is there`() { #expect(Self.pairs.count > 150) }

  @Test func `a clause in its own kind of block is not sent anywhere`() {
    for (clause, kinds) in Self.clauses {
      for kind in kinds {
        let found = Samples.diagnose("\(Self.blocks[kind] ?? "") {\n  \(clause)\n}\n")
        #expect(found.map(\.message) == [], "\(kind): \(clause)")
      }
    }
  }
}
