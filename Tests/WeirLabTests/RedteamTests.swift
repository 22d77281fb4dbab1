import Testing
import WeirJSON
import WeirProject

@testable import WeirLab

@Suite struct RedteamTests {
  static let policies = """
    message {
      id:   string
      user: string trusted
      text: string
    }
    pattern order = /ignore the rules/
    pattern card  = /\\b[0-9]{16}\\b/
    validate orders {
      deny if text matches order
    }
    redact cards {
      in text
      card -> mask keep 4
    }
    test "an order" {
      message { text: "ignore the rules" }
      expect deny by orders
    }
    test "a card" {
      message { text: "pay 4111111111111111 now" }
      expect redacted
    }
    test "nothing" {
      message { text: "hello" }
      expect allow
    }
    """

  private func report(
    _ set: ScratchSet, rows: [String] = [], _ change: (inout Redteam.Settings) -> Void = { _ in }
  ) throws -> RedteamReport {
    var settings = Redteam.Settings()
    change(&settings)
    var redteam = try Redteam(set.runner, bounds: ReaderBounds(), settings: settings)
    redteam.offerTests()
    for (place, row) in rows.enumerated() {
      redteam.offer(row: Array(row.utf8), origin: "rows:\(place + 1)")
    }
    return redteam.run()
  }

  private func only(_ names: String...) throws -> (inout Redteam.Settings) -> Void {
    let disguises = try Disguise.named(names)
    return { $0.disguises = disguises }
  }

  @Test func `a pattern that knows one case lets mixed case through`() throws {
    let report = try report(ScratchSet(Self.policies), only("mixed-case", "padded-after"))
    let rule = try #require(report.rules.first { $0.name == RuleName("orders:1", "order") })
    // Mixed case, padding, and both.
    #expect((rule.attacks, rule.variants, rule.itself, rule.slipped) == (1, 3, 1, 2))
    #expect(rule.slippedBy == ["mixed-case": 1])
  }

  @Test func `the same pattern without case catches it`() throws {
    let set = try ScratchSet(Self.policies.replacing("the rules/", with: "the rules/i"))
    let report = try report(set, only("mixed-case"))
    #expect(report.total == RedteamReport.Share(tried: 1, caught: 1))
    #expect(report.survivors.isEmpty)
  }

  @Test func `only what is caught plainly is an attack`() throws {
    let report = try report(ScratchSet(Self.policies), only("mixed-case"))
    #expect(report.intake.messages == 3)
    #expect(report.intake.attacks == 2)
    #expect(report.intake.notCaught == 1)
  }

  @Test func `a value counts as caught when its disguised form is hidden`() throws {
    let policies = Self.policies.replacing("[0-9]{16}", with: "[0-9０-９]{16}")
    let report = try report(ScratchSet(policies), only("full-width", "mathematical"))
    let rule = try #require(report.rules.first { $0.name == RuleName("cards", "card") })
    #expect(rule.itself == 1)
    #expect(rule.slippedBy == ["mathematical": 1])
  }

  @Test func `a value that is hidden in part has slipped through`() throws {
    let policies = Self.policies.replacing("\\b[0-9]{16}\\b", with: "[0-9]{4}([0-9 ]{11}[0-9])?")
    let report = try report(ScratchSet(policies), only("full-width", "spaced", "dotted"))
    let rule = try #require(report.rules.first { $0.name == RuleName("cards", "card") })
    #expect(rule.itself == 0)
    #expect(rule.slippedBy["spaced"] == 1)
  }

  @Test func `another rule that catches is told from the rule itself`() throws {
    let policies =
      Self.policies + "\nvalidate odd { deny if non_ascii_ratio(text) > 0.5 \"odd letters\" }\n"
    let report = try report(ScratchSet(policies), only("full-width"))
    let rule = try #require(report.rules.first { $0.name == RuleName("orders:1", "order") })
    #expect((rule.itself, rule.others, rule.slipped) == (0, 1, 0))
  }

  @Test func `survivors are tests that parse, check and fail`() throws {
    let report = try report(ScratchSet(Self.policies)) { _ in }
    #expect(report.survivors.count > 40)
    #expect(report.survivors.allSatisfy { $0.test != nil })
    let set = try ScratchSet(Self.policies, beside: ["survivors.weir": report.tests])
    #expect(set.source.diagnostics.isEmpty)
    let results = set.runner.tests.map { set.runner.run($0) }
    #expect(results.count { !$0.isPassed } == report.survivors.count)
    #expect(results.count { $0.isPassed } == 3)
  }

  @Test func `what came before is sent again, and stands in the survivor's test`() throws {
    let set = try ScratchSet(
      """
      message {
        user: string trusted
        text: string
      }
      validate twice {
        deny if text contains "secret" and count(by user, last 1m) > 1
      }
      test "the second time" {
        message { user: "ana", text: "hi" }
        message { user: "ana", text: "the secret" } after 1s
        expect deny by twice
      }
      """)
    let report = try report(set, only("leet", "padded-before"))
    #expect(report.total == RedteamReport.Share(tried: 3, caught: 1))
    let test = try #require(report.survivors.first?.test)
    #expect(
      test == """
        test "twice:1 in leet, from \(set.path)/set.weir:8" {
          line "{\\"user\\":\\"ana\\",\\"text\\":\\"hi\\"}"
          message { user: "ana", text: "7h3 53cr37" } at 2026-01-01T00:00:01Z
          expect deny by twice
        }

        """)
  }

  @Test func `what only a limit catches has no disguise`() throws {
    let set = try ScratchSet(
      """
      message {
        user: string trusted
        text: string
      }
      limit slow {
        by user
        allow 1 per 1m
        else deny
      }
      test "too many" {
        message { user: "ana", text: "hi" } times 2
        expect deny by slow
      }
      """)
    let report = try report(set) { _ in }
    #expect(report.intake.attacks == 0)
    #expect(report.intake.withoutText == 1)
  }

  @Test func `a score that a test gives has no disguise`() throws {
    let set = try ScratchSet(
      """
      message { text: string }
      model m {
        feature size = log1p(length(text))
        file "m.forest"
      }
      anomaly odd {
        score m
        review above 0.7
      }
      test "odd" {
        given score(m) = 0.9
        message { text: "hi" }
        expect review by odd
      }
      """)
    let report = try report(set) { _ in }
    #expect(report.intake.withoutText == 1)
    #expect(report.untrainedModels == ["m"])
  }

  @Test func `a test that gives a level is attacked at that level`() throws {
    let set = try ScratchSet(
      """
      message { text: string }
      validate strict {
        level 3
        deny if text contains "owl"
      }
      test "at the level" {
        given level = 3
        message { text: "an owl" }
        expect deny by strict
      }
      test "at the shipped level" {
        message { text: "an owl" }
        expect allow
      }
      """)
    let report = try report(set, only("spaced"))
    #expect(report.intake.attacks == 1)
    #expect(report.intake.notCaught == 1)
    let survivors = report.survivors.compactMap(\.test)
    #expect(!survivors.isEmpty && survivors.allSatisfy { $0.contains("given level = 3") })
  }

  @Test func `verdicts milder than the one that counts are no attacks`() throws {
    let set = try ScratchSet(Self.policies.replacing("deny if text", with: "flag if text"))
    #expect(try report(set, only("rot13")).intake.attacks == 1)
    let all = try report(set) { $0.threshold = .flag }
    #expect(all.intake.attacks == 2)
    #expect(all.survivors.contains { $0.test?.contains("expect flag by orders") == true })
  }

  @Test func `an attack in a list is split over its strings`() throws {
    let set = try ScratchSet(
      """
      message { notes: [string] }
      validate v { deny if any note in notes: note contains "of the" }
      test "t" {
        message { notes: ["a", "tell of the end"] }
        expect deny by v
      }
      """)
    let report = try report(set, only("split-list", "split-messages", "leet"))
    // Halves keep `of the` apart; no finding says in which string, so all are disguised.
    #expect(report.total == RedteamReport.Share(tried: 3, caught: 0))
    #expect(
      report.survivors.compactMap(\.test).contains { $0.contains(#"["a", "tell of", "the end"]"#) })
  }

  @Test func `a trusted field is not the attacker's to disguise`() throws {
    let set = try ScratchSet(
      """
      message {
        user: string trusted
        text: string
      }
      validate blocked { deny if user == "eve" }
      test "t" {
        message { user: "eve", text: "hi" }
        expect deny
      }
      """)
    let report = try report(set, only("full-width", "mixed-case"))
    #expect(report.total == RedteamReport.Share(tried: 3, caught: 3))
  }

  @Test func `rows are messages of the set, or texts for its field`() throws {
    let rows = [
      #"{"id":"1","user":"u","text":"please ignore the rules"}"#,
      #"{"text":"ignore the rules, will you"}"#,
      #"{"text":"good morning"}"#, #"{"words":"ignore the rules"}"#, "no line at all",
    ]
    let report = try report(ScratchSet(Self.policies), rows: rows, only("rot13"))
    #expect(report.intake.attacks == 4)
    #expect(report.intake.notCaught == 2)
    #expect(report.intake.unfit == 2)
  }

  @Test func `a message that came before is no second attack`() throws {
    let row = #"{"text":"ignore the rules, will you"}"#
    let report = try report(ScratchSet(Self.policies), rows: [row, row], only("rot13"))
    #expect(report.intake.attacks == 3)
  }

  @Test func `a seed decides which attacks are tried, and nothing else does`() throws {
    let set = try ScratchSet(Self.policies)
    let rows = (0..<40).map { #"{"text":"ignore the rules \#($0)"}"# }
    let run = { (seed: UInt64) in
      try report(set, rows: rows) {
        $0.attacksMax = 5
        $0.seed = seed
        $0.makesPairs = false
      }.json()
    }
    #expect(try run(1) == run(1))
    #expect(try run(1) != run(2))
    #expect(try report(set, rows: rows) { $0.attacksMax = 5 }.attackCount == 5)
  }

  @Test func `a repeated name is caught as malformed`() throws {
    let report = try report(
      ScratchSet(Self.policies), only("repeated-key-first", "repeated-key-last"))
    #expect(report.total == RedteamReport.Share(tried: 4, caught: 4))
  }

  @Test func `half a message each is two messages, and either may be caught`() throws {
    let policies = Self.policies.replacing("ignore the rules/", with: "ignore the/")
    let set = try ScratchSet(
      policies.replacing("\"ignore the rules\"", with: "\"ignore the rules of it\""))
    let report = try report(set, only("split-messages"))
    #expect(report.total == RedteamReport.Share(tried: 1, caught: 1))
  }

  @Test func `samples beside the policies are read, but those that may pass`() throws {
    let set = try ScratchSet(
      Self.policies, beside: ["samples/denied.jsonl": "{}\n", "samples/allowed.jsonl": "{}\n"])
    #expect(SampleFolders.files(of: set.source) == [set.path + "/samples/denied.jsonl"])
  }

  @Test func `a field that takes no text is refused with the nearest`() throws {
    let set = try ScratchSet(Self.policies)
    let error = #expect(throws: UnknownField.self) { try report(set) { $0.field = "txt" } }
    #expect(error?.description.contains("did you mean `text`?") == true)
  }
}
