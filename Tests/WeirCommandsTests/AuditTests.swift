import Foundation
import Testing
import WeirFilter
import WeirProject

@testable import WeirCommands

/// A project whose filter has judged three messages with an audit log.
private func auditedProject() throws -> (scratch: Scratch, project: String) {
  let scratch = try Scratch()
  _ = try scratch.file("audit.key", String(repeating: "0123456789abcdef", count: 4))
  let project = try scratch.file(
    "weir.yaml",
    """
    policies: [a.weir]
    keys: {audit: {file: audit.key}}
    audit: {file: audit.jsonl}
    """)
  _ = try scratch.file(
    "a.weir", "message { n: int }\nvalidate v { deny if n > 1 }\n")
  try runFilter(
    project, input: scratch.file("in", "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n"),
    output: scratch.file("out", ""))
  return (scratch, project)
}

private func runFilter(_ file: String, input: String, output: String) throws {
  let project = try Project.load(file)
  let options = try FilterOptions.parse(["--input", input, "--quiet"])
  let target = open(output, O_WRONLY)
  defer { close(target) }
  let streams = FilterStreams(inputs: try options.inputs(), output: target, say: { _ in })
  var session = try FilterSession.start(
    try options.settings(project), streams, load: try options.loader(project))
  #expect(try session.run().tally.denied == 2)
}

@Suite struct AuditTests {
  @Test func `a log as it was written verifies`() throws {
    let (scratch, project) = try auditedProject()
    let run = weir("audit", "verify", "--project", project)
    #expect(run.code == 0)
    // The chain's head, the session's start and end, three messages.
    #expect(run.out.hasPrefix("6 records in 1 chain, each follows from the one before\nlast tag "))
    let last = try #require(scratch.read("audit.jsonl").split(separator: "\n").last)
    let tag = try #require(run.out.split(separator: " ").last).dropLast()
    #expect(last.hasSuffix("\"weir.tag\":\"\(tag)\"}"))
  }

  @Test func `a changed byte is a finding at its line`() throws {
    let (scratch, project) = try auditedProject()
    let text = try scratch.read("audit.jsonl")
    let changed = text.replacing("\"weir.line\":2,", with: "\"weir.line\":7,")
    #expect(changed != text)
    let run = weir(
      "audit", "verify", try scratch.file("changed.jsonl", changed), "--project", project)
    #expect(run.code == 1)
    #expect(run.out.contains("line 4: does not follow from the record before it"))
    #expect(!run.out.contains("unfinished"))
  }

  @Test func `without a key it says how to make one`() throws {
    let (scratch, _) = try auditedProject()
    let bare = try scratch.file("bare.yaml", "policies: [a.weir]\n")
    let log = scratch.path + "/audit.jsonl"
    let run = weir("audit", "verify", log, "--project", bare, "--audit-key", "surely_absent")
    #expect(run.code == 2)
    #expect(run.error.hasPrefix("weir: key `surely_absent`: set WEIR_KEY_SURELY_ABSENT, or say"))
    #expect(run.error.contains("openssl rand"))
  }

  @Test func `a missing log could not be verified`() throws {
    let (scratch, project) = try auditedProject()
    let run = weir("audit", "verify", scratch.path + "/none.jsonl", "--project", project)
    #expect(run.code == 2)
    #expect(run.error.hasSuffix("none.jsonl: no such file or directory\n"))
    let bare = try scratch.file("bare.yaml", "policies: [a.weir]\n")
    #expect(
      weir("audit", "verify", "--project", bare).error.hasPrefix("weir: no log named: give its"))
  }
}

@Suite struct UsageTests {
  @Test(arguments: [
    ["filter", "--decisions", "--shadow"], ["filter", "--limit-to", "many"], ["nonsense"],
    ["audit", "verify", "--surely-wrong"],
  ])
  func `misuse begins with the program's name and is 2`(_ arguments: [String]) {
    let console = Console(capturedWithInput: [])
    let code = Console.$current.withValue(console) { WeirMain.run(arguments) }
    let said = String(decoding: console.errorBytes, as: UTF8.self)
    #expect(code == 2)
    #expect(said.hasPrefix("weir: "))
    #expect(!said.contains("Error:"))
  }
}
