import Testing

@testable import WeirEngine

@Suite struct SharedCallTests {
  private static let rules = """
    message { text: string, other: string }
    validate a {
      deny if length(text) > 8
      review if length(text) > 4 and length(other) > 4
      flag if char_entropy(text) > 1.5 or char_entropy(other) > 1.5 or char_entropy(text) > 1.0
    }
    """

  @Test func `calls that stand in several places share an answer, others have none`() throws {
    let program = try PolicyKit.program(Self.rules)
    let answers = zip(program.calls.map(\.name), program.sharedCalls.answers)
    #expect(program.sharedCalls.count == 2)
    #expect(answers.filter { $0.0 == "length" }.map(\.1) == [0, 0, -1])
    #expect(answers.filter { $0.0 == "char_entropy" }.map(\.1) == [1, -1, 1])
  }

  @Test func `an answer is of one message`() throws {
    var bench = Bench(try PolicyKit.program(Self.rules))
    func line(_ text: String) -> String { #"{"text":"\#(text)","other":"aaaaa"}"# }
    #expect(bench.judge(line("aaaaaaaaa")).effects == ["a:1 deny", "a:2 review"])
    #expect(bench.judge(line("aaaaa")).effects == ["a:2 review"])
    #expect(bench.judge(line("abc")).effects == ["a:3 flag"])
    #expect(bench.judge(line("aaa")).effects == [])
  }
}
