import Testing
import WeirLab

@Suite struct JSONTreeTests {
  private func tree(_ text: String) throws -> JSONTree {
    try #require(JSONTree(line: Array(text.utf8)))
  }

  @Test func `a line and its tree say the same`() throws {
    let text = #"{"a":[1,2.50,"x\ny"],"b":{"c":null,"d":true}}"#
    #expect(try tree(text).compact == text)
  }

  @Test func `values are compared by meaning, not by spelling`() throws {
    #expect(try tree(#"{"a":1.0,"b":"\u0041"}"#).isSameValue(as: tree(#"{"b":"A","a":1}"#)))
    #expect(try !tree(#"{"a":1}"#).isSameValue(as: tree(#"{"a":"1"}"#)))
    #expect(try !tree(#"{"a":[1]}"#).isSameValue(as: tree(#"{"a":[1,2]}"#)))
    #expect(
      try !tree(#"{"a":9007199254740993}"#).isSameValue(as: tree(#"{"a":9007199254740992}"#)))
  }

  @Test func `what is no JSON object has no tree`() {
    #expect(JSONTree(line: Array("[1]".utf8)) == nil)
    #expect(JSONTree(line: Array("{".utf8)) == nil)
    #expect(JSONTree(line: []) == nil)
  }
}
