import Foundation
import Testing
import WeirFilter
import WeirProject

/// Public test data that lies beside the repository on some machines.
private let shared = repository.appending(path: "../shared").standardizedFileURL
private let isSharedHere = FileManager.default.fileExists(
  atPath: shared.appending(path: "corpora").path(percentEncoded: false))

/// Each file with the schema of its own that supplies `who` and `text`.
private let sharedFiles = [
  ("golden/message-anomaly/train.jsonl", "chat"), ("golden/message-anomaly/test.jsonl", "chat"),
  ("corpora/benign_chat.jsonl", "corpus"), ("corpora/prompt_injection.jsonl", "corpus"),
  ("corpora/web_attacks.jsonl", "corpus"), ("corpora/pii_text.jsonl", "corpus"),
  ("corpora/pii_values.jsonl", "corpus"), ("corpora/secrets.jsonl", "secrets"),
]

/// The policies of `Tests/SharedData` with a model trained on ordinary chat.
private struct PreparedSets {
  private let sets: [String: PolicySet]

  init(chat: [Substring]) throws {
    let scratch = try Scratch()
    for name in ["policies", "chat", "corpus", "secrets"] {
      let text = try String(
        contentsOf: repository.appending(path: "Tests/SharedData/\(name).weir"), encoding: .utf8)
      _ = try scratch.file(name + ".weir", text)
    }
    let key = try scratch.file("test.key", String(repeating: "0123456789abcdef", count: 4))
    let packs = repository.appending(path: "Policies").path(percentEncoded: false)
    let policies = scratch.path + "/policies.weir"
    let trained = weir(
      "train", "-p", policies, "-p", scratch.path + "/chat.weir", "--packs", packs,
      input: chat.joined(separator: "\n"))
    try #require(trained.code == 0, "\(trained.error)")
    var sets: [String: PolicySet] = [:]
    for schema in ["chat", "corpus", "secrets"] {
      sets[schema] = try PolicySet(
        paths: [policies, scratch.path + "/\(schema).weir"], packs: PackSearch(named: [packs]),
        keys: KeyStore(origins: ["tokens": [.file(key)], "vault": [.file(key)]]))
    }
    self.sets = sets
  }

  func value(_ schema: String) throws -> PolicySet { try #require(sets[schema]) }
}

/// One policy set with all four kinds over real messages: everything is accounted for, what nobody
/// edited is untouched, and a second run gives the same bytes.
///
/// `WEIR_ALL=1` takes every line; without it the first of each file.
@Suite(.enabled(if: isSharedHere, "skipped: the public test data is not beside the repository"))
struct SharedDataTests {
  @Test(arguments: sharedFiles)
  func `every line is accounted for and comes out as it went in`(
    name: String, schema: String
  ) throws {
    let scratch = try Scratch()
    let lines = try Self.lines(name)
    let set = try Self.sets.get().value(schema)
    let passed = try run(scratch, set, lines, .messages)
    let decisions = try run(scratch, set, lines, .decisions)

    let tally = passed.report.tally
    #expect(tally.lines == lines.count)
    #expect(tally.passed + tally.held + tally.denied == lines.count)
    #expect(try records(scratch, "held.jsonl") == tally.held)
    #expect(try records(scratch, "rejected.jsonl") == tally.denied)
    #expect(tally.malformed == 0)
    #expect(passed.output == expected(decisions.output, lines))
    #expect(try run(scratch, set, lines, .messages).output == passed.output)
  }

  private static func lines(_ name: String) throws -> [Substring] {
    let text = try String(contentsOf: shared.appending(path: name), encoding: .utf8)
    let all = text.split(separator: "\n")
    return ProcessInfo.processInfo.environment["WEIR_ALL"] == nil ? Array(all.prefix(60)) : all
  }

  /// The policy set with each schema, loaded once: reading a hundred patterns takes a debug build
  /// longer than judging with them.
  private static let sets = Result { try PreparedSets(chat: lines(sharedFiles[0].0)) }

  private func run(
    _ scratch: Scratch, _ set: PolicySet, _ lines: [Substring], _ output: FilterSettings.Output
  ) throws -> (output: String, report: FilterReport) {
    let input = try scratch.file("in.jsonl", lines.joined(separator: "\n") + "\n")
    let descriptors = try (
      FileHandle(forReadingFrom: URL(filePath: input)),
      FileHandle(forWritingTo: URL(filePath: scratch.file("out.jsonl", "")))
    )
    var settings = FilterSettings()
    settings.output = output
    settings.isQuiet = true
    if output == .messages {
      settings.held = .file(try scratch.file("held.jsonl", ""))
      settings.rejected = try scratch.file("rejected.jsonl", "")
    }
    var session = try FilterSession.start(
      settings,
      FilterStreams(
        inputs: [.init(descriptor: descriptors.0.fileDescriptor, name: input)],
        output: descriptors.1.fileDescriptor, say: { _ in }),
      clock: { Timestamp(seconds: 1_767_225_600) }, load: { () throws(PolicySetError) in set })
    let report = try session.run()
    return (try scratch.read("out.jsonl"), report)
  }

  private func records(_ scratch: Scratch, _ name: String) throws -> Int {
    try scratch.read(name).split(separator: "\n").count
  }

  /// What the decisions say must have passed: untouched lines byte for byte.
  private func expected(_ decisions: String, _ lines: [Substring]) -> String {
    var text = ""
    for (place, decision) in decisions.split(separator: "\n").enumerated() {
      let head = "{\"line\":\(place + 1),\"verdict\":"
      guard decision.hasPrefix(head + "\"allow\"") || decision.hasPrefix(head + "\"flag\"") else {
        continue
      }
      let message = decision.range(of: "\"message\":").flatMap { start in
        decision.range(of: ",\"malformed\":", range: start.upperBound..<decision.endIndex).map {
          decision[start.upperBound..<$0.lowerBound]
        }
      }
      let isRedacted = decision.contains("\"redaction\":\"")
      text += isRedacted ? message ?? "" : lines[place]
      text += "\n"
    }
    return text
  }
}
