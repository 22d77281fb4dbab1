import Foundation
import Testing

@testable import WeirCommands

/// What a command did.
struct CommandRun {
  var code: Int32
  var out: String
  var error: String
}

/// Runs a command in this process with captured output.
func weir(_ arguments: String..., input: String = "") -> CommandRun {
  let console = Console(capturedWithInput: Array(input.utf8))
  let code = Console.$current.withValue(console) { WeirMain.run(arguments) }
  return CommandRun(
    code: code, out: String(decoding: console.outBytes, as: UTF8.self),
    error: String(decoding: console.errorBytes, as: UTF8.self))
}

/// The root of the repository, found from this file.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// A folder of its own for one test.
final class Scratch {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "weir-commands-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String, _ text: String) throws -> String {
    let file = path + "/" + name
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    return file
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: path + "/" + name))
  }
}

/// Compares a text with a golden file; `WEIR_UPDATE_GOLDEN=1` writes it instead.
func expectGolden(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let url = repository.appending(path: "Tests/Golden/commands/" + name)
  if ProcessInfo.processInfo.environment["WEIR_UPDATE_GOLDEN"] == "1" {
    try text.write(to: url, atomically: true, encoding: .utf8)
  }
  let golden = try String(contentsOf: url, encoding: .utf8)
  #expect(text == golden, sourceLocation: sourceLocation)
}

/// The same wherever the repository is.
func withoutPlace(_ text: String) -> String {
  text.replacing(repository.path(percentEncoded: false), with: "")
}

func golden(_ name: String) -> String {
  repository.appending(path: "Tests/Golden/commands/" + name).path(percentEncoded: false)
}
