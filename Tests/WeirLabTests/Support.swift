import Foundation
import Testing
import WeirProject

@testable import WeirLab

/// A policy set of one file, in a folder of its own that goes away with it.
final class ScratchSet {
  let path: String
  let source: PolicySource
  let runner: TestRunner

  init(_ text: String, beside: [String: String] = [:]) throws {
    path = NSTemporaryDirectory() + "weir-lab-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path + "/samples", withIntermediateDirectories: true)
    for (name, contents) in beside {
      try contents.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
    }
    try text.write(toFile: path + "/set.weir", atomically: true, encoding: .utf8)
    source = try PolicySource(paths: [path], packs: PackSearch())
    let words = DiagnosticRenderer(files: source.files).human(source.diagnostics)
    let found = source.checked
    let checked = try #require(found, "\(words)")
    runner = try TestRunner(source, checked, settings: CompileSettings())
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
