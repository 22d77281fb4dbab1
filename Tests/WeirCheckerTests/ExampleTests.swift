import Foundation
import Testing
import WeirSyntax

@testable import WeirChecker

enum Example {
  static let repository = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func text() throws -> String {
    try String(
      contentsOf: repository.appending(
        path: "Tests/Golden/pipeline/design-example/policy.weir"), encoding: .utf8)
  }

  static let lists: [String: ListContents] = [
    "lists/blocked-tools.txt": .entries(["rm", "send_money"])
  ]
}

@Suite struct ExampleTests {
  @Test func `the design's example checks without an error`() throws {
    let checking = Checking(try Example.text(), lists: Example.lists)
    #expect(checking.errors.isEmpty, "\(checking.summary)")
    let set = try #require(checking.report.set)
    #expect(
      set.policies.map(\.name) == [
        "odd_message", "per_user", "personal_data", "prompt_injection", "reading_budget",
        "secrets.keys", "shape", "tools", "weak_signs",
      ])
    #expect(set.tests.count == 3)
    #expect(set.keyNames == ["tokens", "vault"])
    #expect(set.windows.map(\.name).contains("count(by user, last 60000000us)"))
    #expect(set.models.map(\.features.count) == [4])
    #expect(set.message.clock.map { set.message.fields[$0].path } == ["at"])
  }

  @Test func `fields stand after their parents, with both of their names`() throws {
    let checking = Checking(try Example.text(), lists: Example.lists)
    let fields = try #require(checking.report.set).message.fields
    let agent = try #require(fields.first { $0.path == ["agent"] })
    #expect(agent.jsonPath == ["user-agent"])
    #expect(agent.type == .optional(.string))
    for (id, field) in fields.enumerated() {
      guard let parent = field.parent else { continue }
      #expect(parent < id)
      #expect(Array(field.path.dropLast()) == fields[parent].path)
    }
    #expect(fields.first { $0.path == ["user"] }?.isTrusted == true)
  }

  @Test func `the strictest verdict answers for failures`() throws {
    let set = try #require(
      Checking(try Example.text(), lists: Example.lists).report.set)
    let answers = Dictionary(uniqueKeysWithValues: set.policies.map { ($0.name, $0.onError) })
    #expect(answers["weak_signs"] == .review)
    #expect(answers["personal_data"] == .deny)
    #expect(answers["reading_budget"] == .review)
    #expect(answers["odd_message"] == .deny)
  }

  @Test func `the order of files changes nothing`() {
    let files = [
      "message { user: string, text: string }\npattern a = /a+b/",
      "let l = text matches b\nvalidate x { deny if l }",
      "pattern b = /b+c/\nvalidate y { deny if text matches a or count(by user, last 1m) > 2 }",
    ]
    let orders = [[0, 1, 2], [2, 1, 0], [1, 2, 0]]
    let sets = orders.map { Checking($0.map { files[$0] }).report.set }
    for set in sets {
      #expect(set?.policies.map(\.name) == ["x", "y"])
      #expect(set?.patterns.map(\.name) == ["a", "b"])
    }
  }
}

@Suite struct PageTests {
  @Test(arguments: CheckCodes.all.map(\.id))
  func `a page's bad text provokes its error and the good one is clean`(id: String) throws {
    let code = try #require(CheckCodes.all.first { $0.id == id })
    if !code.bad.isEmpty {
      let bad = Checking(code.bad)
      #expect(bad.ids == [id], "\(bad.summary)")
    }
    let good = Checking(code.good)
    #expect(good.errors.isEmpty, "\(good.summary)")
    #expect(good.report.set != nil)
  }

  @Test func `every code has an id of its own and a full page`() {
    let ids = CheckCodes.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for code in CheckCodes.all {
      #expect(!code.title.isEmpty && !code.why.isEmpty && !code.good.isEmpty, "\(code.id)")
    }
  }
}
