import Testing
import WeirChecker

@testable import WeirEngine

@Suite struct ExampleTests {
  @Test func `every builtin has an example, a summary and a body for each overload`() {
    for builtin in Builtins.all {
      #expect(!builtin.signature.examples.isEmpty, "\(builtin.signature.name)")
      #expect(!builtin.signature.summary.isEmpty)
      #expect(
        builtin.bodies.count == builtin.signature.overloads.count, "\(builtin.signature.name)")
    }
    #expect(Set(Builtins.all.map(\.signature.name)).count == Builtins.all.count)
  }

  @Test(arguments: Builtins.all.flatMap(\.signature.examples).map { [$0.expression, $0.value] })
  func `examples give what they say`(example: [String]) throws {
    let (expression, value) = (example[0], example[1])
    #expect(try equals(expression, value), "\(expression) should be \(value)")
    // A test that can't fail shows nothing.
    let other = value == "true" ? "false" : value == "false" ? "true" : value + "1"
    #expect(try !equals(expression, other), "\(expression) should not be \(other)")
  }

  /// Compares in a tiny policy; what is no number and no bool is a text.
  private func equals(_ expression: String, _ value: String) throws -> Bool {
    let isPlain = value == "true" || value == "false" || Double(value) != nil
    let literal = isPlain ? value : "\"\(value)\""
    return try answer("(\(expression)) == \(literal)", ExampleTests.line) == .yes
  }

  /// What examples of conversions read.
  static let line =
    #"{"j":{"name":"ana","n":42,"ratio":0.5,"ok":true,"list":["a",7]},"tags":["a"]}"#
}
