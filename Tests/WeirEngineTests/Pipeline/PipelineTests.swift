import Foundation
import Testing

@testable import WeirEngine

@Suite struct PipelineTests {
  @Test func `there are cases`() {
    #expect(PipelineCase.names.contains("design-example"))
    #expect(PipelineCase.names.count >= 4)
  }

  @Test(arguments: PipelineCase.names)
  func `a case decides as its golden file says`(name: String) throws {
    let sample = PipelineCase(name)
    let decisions = try sample.decisions()
    #expect(try sample.decisions() == decisions, "the same inputs give the same bytes")
    try expect(decisions, in: "policy.decisions", of: sample)
  }

  @Test(arguments: PipelineCase.names)
  func `a case compiles to what its golden file lists`(name: String) throws {
    let sample = PipelineCase(name)
    try expect(try sample.program().listing, in: "policy.program", of: sample)
  }

  private func expect(_ text: String, in file: String, of sample: PipelineCase) throws {
    if ProcessInfo.processInfo.environment["WEIR_UPDATE_GOLDEN"] == "1" {
      return try Data(text.utf8).write(to: sample.folder.appending(path: file))
    }
    #expect(try sample.text(file) == text)
  }
}
