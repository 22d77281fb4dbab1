import FuzzDriver
import WeirCrypto
import WeirEngine
import WeirJSON
import WeirProject

@testable import WeirFilter

/// What one run of the filter left behind.
struct Run {
  let output: [UInt8]
  let held: [UInt8]
  let rejected: [UInt8]
  let audit: [UInt8]
  let tally: FilterTally

  private struct Files {
    let input = ScratchFile("input")
    let output = ScratchFile("output")
    let held = ScratchFile("held")
    let rejected = ScratchFile("rejected")
    let audit = ScratchFile("audit")
  }

  nonisolated(unsafe) private static let files = Files()

  init(_ bytes: UnsafeBufferPointer<UInt8>, threads: Int) {
    let files = Self.files
    for file in [files.output, files.held, files.rejected, files.audit] { file.empty() }
    // Made from the file of the input, so before it is written.
    let set = FilterTarget.set
    files.input.write(UnsafeRawBufferPointer(bytes))
    let streams = FilterStreams(
      inputs: [.init(descriptor: files.input.descriptor, name: "input")],
      output: files.output.descriptor, say: { _ in })
    do {
      var session = try FilterSession.start(
        Self.settings(files, threads), streams, clock: { Timestamp(seconds: 1_767_225_600) },
        load: { () throws(PolicySetError) in set })
      tally = try session.run().tally
    } catch {
      preconditionFailure("no input stops the filter: \(error)")
    }
    output = files.output.read()
    held = files.held.read()
    rejected = files.rejected.read()
    audit = files.audit.read()
  }

  private static func settings(_ files: Files, _ threads: Int) -> FilterSettings {
    var settings = FilterSettings()
    settings.held = .file(files.held.path)
    settings.rejected = files.rejected.path
    settings.audit = .init(file: files.audit.path, ring: FilterTarget.ring, fields: ["id", "user"])
    settings.threads = threads
    settings.session = "fuzz"
    settings.isQuiet = true
    settings.lineBytes = 2_000
    if threads > 1 {
      settings.batchLines = 2
      settings.parallelBytes = 1
    }
    return settings
  }

  // MARK: - Claims

  func check(_ input: UnsafeBufferPointer<UInt8>) {
    let received = Self.lines(Array(input))
    claim(tally.lines == received.count, "\(tally.lines) decisions for \(received.count) lines")
    claim(tally.passed + tally.held + tally.denied == tally.lines, "each line has one outcome")
    let passed = Self.lines(output)
    claim(passed.count == tally.passed, "\(passed.count) lines out, \(tally.passed) passed")
    claim(Self.lines(held).count == tally.held, "a record for each held line")
    claim(Self.lines(rejected).count == tally.denied, "a record for each denied line")
    for record in Self.lines(held) + Self.lines(rejected) + Self.lines(audit) {
      claim(Self.isJSON(record), "a record is JSON: \(String(decoding: record, as: UTF8.self))")
    }
    checkOrder(received, passed)
    checkAudit()
  }

  /// What came out is what went in, in order, but for edits; and nothing in it is to be redacted.
  private func checkOrder(_ received: [ArraySlice<UInt8>], _ passed: [ArraySlice<UInt8>]) {
    var changed = 0
    var place = 0
    for line in passed {
      claim(Self.isJSON(line), "what passes is JSON")
      let same = received[place...].firstIndex(of: line)
      if let same { place = same + 1 } else { changed += 1 }
    }
    claim(changed <= tally.redacted, "only redaction changes lines")
    judgeAgain(passed)
  }

  /// Judged once more, alone, a line that passed has nothing to hide.
  private func judgeAgain(_ passed: [ArraySlice<UInt8>]) {
    var evaluator = WeirEngine.Evaluator(
      FilterTarget.set.program, state: EngineState(FilterTarget.set.program, seed: (1, 2)))
    for line in passed {
      let decision = evaluator.evaluate(Array(line), at: Timestamp(seconds: 1_767_225_600))
      claim(
        !decision.isRedacted || decision.malformation != nil,
        "redacted text matches no pattern: \(String(decoding: line, as: UTF8.self))")
    }
  }

  private func checkAudit() {
    // The start of the chain, and of the session; its end.
    claim(Self.lines(audit).count == tally.lines + 3, "a record for each line")
    do {
      let report = try verifyAudit(path: Self.files.audit.path, ring: FilterTarget.ring)
      claim(report.fault == nil && report.openBytes == 0, "the audit verifies: \(report)")
    } catch {
      claim(false, "the audit can be read: \(error)")
    }
  }

  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static func isJSON(_ bytes: ArraySlice<UInt8>) -> Bool {
    var reader = JSONReader()
    return bytes.withUnsafeBufferPointer { reader.check($0) == nil }
  }
}
