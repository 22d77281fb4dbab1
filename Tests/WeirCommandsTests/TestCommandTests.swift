import Testing

@testable import WeirCommands

@Suite struct TestCommandTests {
  @Test func `a set whose tests pass`() throws {
    let run = weir("test", "-p", golden("test-passing"))
    try expectGolden(withoutPlace(run.out), "test-passing/expected.txt")
    #expect(run.code == 0)
  }

  @Test func `a set whose tests fail says why`() throws {
    let run = weir("test", "-p", golden("test-failing"))
    try expectGolden(withoutPlace(run.out), "test-failing/expected.txt")
    #expect(run.code == 1)
    #expect(run.out.hasSuffix("1 passed, 4 failed\n"))
  }

  @Test func `JUnit's XML names every failure`() throws {
    let run = weir("test", "-p", golden("test-failing"), "--format", "junit")
    let text = withoutPlace(run.out).replacing(/time="[0-9.]+"/, with: "time=\"0\"")
    try expectGolden(text, "test-failing/expected.xml")
    #expect(run.code == 1)
  }

  @Test func `JSON has one line a test and the counts`() throws {
    let run = weir("test", "-p", golden("test-failing"), "--format", "json")
    try expectGolden(withoutPlace(run.out), "test-failing/expected.json")
  }

  @Test func `a filter runs the tests that it names`() {
    let run = weir("test", "-p", golden("test-failing"), "--filter", "passes")
    #expect(run.code == 0)
    #expect(run.out.hasSuffix("1 passed, 0 failed\n"))
  }

  @Test func `a set with errors is not run`() throws {
    let scratch = try Scratch()
    let file = try scratch.file("a.weir", "validate v { deny if text == 1 }\n")
    let run = weir("test", "-p", file)
    #expect(run.code == 2)
    #expect(run.out.isEmpty)
    #expect(run.error.contains("error[WEIR03"))
  }

  @Test func `a damaged model stops the tests`() throws {
    let scratch = try Scratch()
    _ = try scratch.file("m.forest", "not a model")
    let file = try scratch.file(
      "a.weir",
      """
      message { text: string }
      model m {
        feature n = log1p(length(text))
        file "m.forest"
      }
      anomaly odd {
        score m
        review above 0.5
      }
      test "t" {
        message {}
        expect allow by odd
      }
      """)
    let run = weir("test", "-p", file)
    #expect(run.code == 2)
    #expect(run.error.contains("model `m`"))
  }
}
