import Foundation
import Testing

@testable import WeirCommands

/// The built program beside these tests, where there is one.
private let program: String? = {
  let folders = [
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent(),
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent(),
    repository.appending(path: ".build/debug"),
  ]
  return folders.map { $0.appending(path: "weir").path(percentEncoded: false) }
    .first { FileManager.default.isExecutableFile(atPath: $0) }
}()

@Suite struct InitTests {
  @Test func `what it writes checks, tests and is formatted`() throws {
    let scratch = try Scratch()
    let run = weir("init", scratch.path)
    #expect(run.code == 0, "\(run.error)")
    let policies = scratch.path + "/policies"
    #expect(weir("check", "-p", policies, "--ready").out.hasPrefix("no findings: 5 policies"))
    #expect(weir("test", "-p", policies).out.hasSuffix("5 passed, 0 failed\n"))
    #expect(weir("fmt", "--check", policies).code == 0)
  }

  @Test func `nothing is overwritten`() throws {
    let scratch = try Scratch()
    _ = try scratch.file("weir.yaml", "mine")
    let run = weir("init", scratch.path)
    #expect(run.code == 2)
    #expect(run.error.contains("overwrites nothing"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["weir.yaml"])
  }

  @Test func `a schema is inferred from traffic`() throws {
    let scratch = try Scratch()
    let lines = (0..<40).map { place in
      let optional = place % 2 == 0 ? #","note":"n","user-agent":null"# : ""
      return #"{"ts":\#(1_767_225_600 + place),"when":"2026-01-01T00:00:00Z","user":"u\#(place)","#
        + #""role":"\#(place % 2 == 0 ? "user" : "tool")","body":"a longer text \#(place)","#
        + #""length":3,"ratio":0.5,"tags":["a"],"tool":{"name":"x","arg s":{"q":[]}},"#
        + #""mixed":\#(place % 2 == 0 ? "1" : "\"1\"")\#(optional)}"#
    }
    let traffic = try scratch.file("traffic.jsonl", lines.joined(separator: "\n") + "\nnonsense\n")
    let run = weir("init", scratch.path + "/p", "--from", traffic)
    #expect(run.code == 0, "\(run.error)")
    let policy = try scratch.read("p/policies/chat.weir")
    for line in [
      "  ts: time", "  when: time", "  user: string trusted", "  role: \"tool\" | \"user\"",
      "  body: string", "  length_2: int from \"length\"", "  ratio: float", "  tags: [string]",
      "  mixed: json", "  note: string?", "  user_agent: json? from \"user-agent\"", "  clock ts",
    ] { #expect(policy.contains(line + "\n"), "\(line) in\n\(policy)") }
    #expect(policy.contains("tool: { name: string, arg_s: { q: json } from \"arg s\" }"))
    #expect(weir("test", "-p", scratch.path + "/p/policies").code == 0)
    #expect(weir("check", "-p", scratch.path + "/p/policies").code == 0)
  }

  @Test func `traffic without messages infers nothing`() throws {
    let scratch = try Scratch()
    let traffic = try scratch.file("traffic.jsonl", "nonsense\n")
    #expect(weir("init", scratch.path + "/p", "--from", traffic).code == 2)
  }

  @Test(.enabled(if: program != nil, "needs the built program"))
  func `the whole way from init to filter`() throws {
    let scratch = try Scratch()
    for (arguments, input, code) in [
      (["init"], nil, 0), (["check"], nil, 0), (["test"], nil, 0),
      (["filter"], "messages.jsonl", 1), (["nonsense"], nil, 2),
    ] as [([String], String?, Int32)] {
      let process = Process()
      process.executableURL = URL(filePath: try #require(program))
      process.arguments = arguments
      process.currentDirectoryURL = URL(filePath: scratch.path)
      let out = scratch.path + "/" + arguments[0] + ".out"
      _ = FileManager.default.createFile(atPath: out, contents: nil)
      process.standardOutput = try FileHandle(forWritingTo: URL(filePath: out))
      process.standardError = FileHandle.nullDevice
      process.standardInput =
        try input.map { try FileHandle(forReadingFrom: URL(filePath: scratch.path + "/" + $0)) }
        ?? FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == code, "\(arguments)")
    }
    let passed = try scratch.read("filter.out")
    #expect(passed.contains("**** **** **** 1111"))
    #expect(!passed.contains("Ignore all previous"))
  }
}
