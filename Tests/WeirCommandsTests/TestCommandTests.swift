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

  @Test func `a test is run at the level that it gives, and others at the project's`() throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "a.weir",
      """
      message { text: string }
      validate brisk {
        level 2
        review if text contains "owl"
      }
      validate calm {
        level 4
        deny if text contains "hen"
      }
      test "level 1" {
        message { text: "owl and hen" }
        expect allow
      }
      test "level 3, said last" {
        message { text: "owl and hen" }
        expect review by brisk
        given level = 3
      }
      test "level 4" {
        given level = 4
        message { text: "owl and hen" }
        expect deny by calm
      }
      """)
    let run = weir("test", "-p", file)
    #expect(run.code == 0, "\(run.out)")
    let project = try scratch.file("weir.yaml", "levels: {enforce: 2}\n")
    let strict = weir("test", "-p", file, "--project", project)
    #expect(strict.out.hasSuffix("2 passed, 1 failed\n"))
  }

  @Test(arguments: ["0", "5", "\"two\"", "1.5"])
  func `a level is a whole number from 1 to 4`(level: String) throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "a.weir",
      """
      message { text: string }
      test "t" {
        given level = \(level)
        message {}
        expect allow
      }
      """)
    let run = weir("test", "-p", file)
    #expect(run.code == 2)
    #expect(run.error.contains("a level"))
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
