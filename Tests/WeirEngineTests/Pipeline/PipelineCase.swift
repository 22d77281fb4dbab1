import Foundation
import Testing

@testable import WeirEngine

/// A folder of `Tests/Golden/pipeline`: `policy.weir`, `packs/NAME.weir`, the lists it names,
/// `messages.jsonl` and the decisions wanted.
///
/// A line of `messages.jsonl` that begins with `#` is a comment; `# after 10s` moves the arrival on,
/// and `# score 0.7` pins every model's score from there. Time begins at 2026-01-01 and stands still.
struct PipelineCase {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Golden/pipeline").resolvingSymlinksInPath()

  static let names: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: root.path(percentEncoded: false))
    return (names ?? []).filter { name in
      FileManager.default.fileExists(
        atPath: root.appending(path: "\(name)/messages.jsonl").path(percentEncoded: false))
    }.sorted()
  }()

  let folder: URL

  init(_ name: String) { folder = Self.root.appending(path: name) }

  func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: path)), as: UTF8.self)
  }

  private func files(_ path: String, ending: String) -> [String] {
    let path = folder.appending(path: path).path(percentEncoded: false)
    let all = try? FileManager.default.contentsOfDirectory(atPath: path)
    return (all ?? []).filter { $0.hasSuffix(ending) }.sorted()
  }

  func program() throws -> Program {
    var packs: [String: String] = [:]
    for file in files("packs", ending: ".weir") {
      packs[String(file.dropLast(5))] = try text("packs/\(file)")
    }
    var lists: [String: [String]] = [:]
    for file in files("lists", ending: ".txt") {
      lists["lists/\(file)"] = try text("lists/\(file)").split(separator: "\n").map(String.init)
    }
    return try compile(try PolicyKit.set([try text("policy.weir")], packs: packs, lists: lists))
  }

  /// What the policy decides on the messages, as text.
  func decisions() throws -> String {
    let program = try program()
    let state = EngineState(program, seed: (1, 2))
    var now = Timestamp(seconds: 1_767_225_600)
    var bench = Bench(program, state: state)
    var result = ""
    for line in try text("messages.jsonl").split(separator: "\n", omittingEmptySubsequences: false)
    {
      let words = line.split(separator: " ")
      if line.hasPrefix("# after "), let seconds = Double(words[2].dropLast()) {
        now.microseconds += Int64(seconds * 1_000_000)
      } else if line.hasPrefix("# score "), let score = Double(words[2]) {
        bench = Bench(program, score: score, state: state)
      } else if !line.hasPrefix("#"), !line.isEmpty {
        bench.now = now
        result += bench.judge(String(line)).rendered(of: String(line))
      }
    }
    return result
  }
}

extension Decision {
  /// Compact and stable: the line, the verdict, everything that had an effect, what comes out.
  func rendered(of line: String) -> String {
    var lines = [
      line, "  \(verdict)\(observedVerdict == verdict ? "" : ", observed \(observedVerdict)")",
    ]
    if let malformation {
      lines.append("  malformed \(malformation.reason.rendered) \(malformation.field)")
    }
    lines += reasons.map { reason in
      let notes = (reason.isFailure ? " failed" : "") + (reason.isEnforced ? "" : " not enforced")
      return "  \(reason.rule) \(reason.verdict)\(notes)" + (reason.text.map { " \"\($0)\"" } ?? "")
    }
    lines += exceptions.map { "  \($0.policy) except \"\($0.because)\"" }
    lines += findings.map { finding in
      let what =
        switch finding.use {
        case .clause(let clause): "\(finding.policy):\(clause)"
        case .redaction(let operation, let isKept):
          "\(finding.policy) -> \(operation)\(isKept ? " (kept)" : "")"
        }
      let through = finding.view == "raw" ? "" : ", \(finding.view) at \(finding.reading)"
      return "  \(what): \(finding.pattern) in \(finding.field) \(finding.start)..<\(finding.end)"
        + through
    }
    lines += scores.map { "  score \($0.model) \($0.value)" }
    lines += limits.map { limit in
      let wait = limit.retryAfter.map { $0 > 0 ? " wait \($0)us" : "" } ?? " never"
      return
        "  limit \(policy(of: limit)) \(limit.isAllowed ? "allows" : "refuses") left \(limit.remaining)\(wait)"
    }
    if isRedacted { lines.append("  > \(text)") }
    return lines.joined(separator: "\n") + "\n\n"
  }
}

extension Malformation.Reason {
  fileprivate var rendered: String {
    switch self {
    case .json(.syntax(let fault)): "json syntax \(fault)"
    case .json(let reason): "json \(reason)"
    case .wrongType(let expected): "wrong type, expected \(expected)"
    case .missing: "missing"
    case .undeclared: "undeclared"
    case .future: "future"
    }
  }
}
