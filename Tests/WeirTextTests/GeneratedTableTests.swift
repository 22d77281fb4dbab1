import Foundation
import Testing

private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()
private let python = "/usr/bin/python3"

@Suite struct GeneratedTableTests {
  /// Python with another Unicode version writes another table; then there is nothing to compare.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: python)))
  func `the tables are what the script writes`() throws {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [root.appending(path: "Sources/WeirText/generate_tables.py").path]
    process.standardOutput = pipe
    try process.run()
    let written = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let file = root.appending(path: "Sources/WeirText/UnicodeTables.swift")
    let kept = try String(contentsOf: file, encoding: .utf8)
    let fresh = String(decoding: written, as: UTF8.self)
    let version = kept.split(separator: "\n")[1]
    try #require(!fresh.isEmpty)
    if fresh.contains(version) { #expect(kept == fresh) }
  }
}
