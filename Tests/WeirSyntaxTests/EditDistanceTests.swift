import Testing

@testable import WeirSyntax

@Suite struct EditDistanceTests {
  static let distances: [(String, String, Int)] = [
    ("", "", 0), ("", "abc", 3), ("abc", "abc", 0), ("abc", "ab", 1), ("abc", "abxc", 1),
    ("abc", "axc", 1), ("deny", "dney", 1), ("require", "reqiure", 1), ("contain", "contains", 1),
    ("kitten", "sitting", 3), ("flaw", "lawn", 2), ("abcd", "badc", 2), ("abc", "xyz", 3),
    // Optimal string alignment changes no stretch twice; otherwise this would be 2.
    ("ca", "abc", 3),
    // In bytes: two of UTF-8 are left out.
    ("é", "", 2), ("caf\u{e9}", "cafe", 2),
  ]

  @Test(arguments: distances)
  func `distance counts single slips, either way round`(a: String, b: String, wanted: Int) {
    #expect(EditDistance.between(a, b) == wanted)
    #expect(EditDistance.between(b, a) == wanted)
  }

  static let neighbours: [(String, [String], String?)] = [
    ("txet", ["user", "text"], "text"), ("dney", ["deny", "flag"], "deny"),
    ("DENY", ["deny"], "deny"),
    // A third of the length may differ, at least one character and at most three.
    ("ab", ["ax"], "ax"), ("ab", ["xy"], nil), ("severty", ["severity"], "severity"),
    ("abcdef", ["abxyef"], "abxyef"), ("abcdef", ["xbydzf"], nil),
    ("abcdefghijklmnop", ["abcdefghijklWXYZ"], nil),
    // The nearest, then the first.
    ("text", ["test", "texts", "text"], "text"), ("tent", ["test", "text"], "test"),
    ("", ["a"], "a"), ("", ["ab"], nil), ("a", [], nil),
    (String(repeating: "a", count: 65), [String(repeating: "a", count: 64)], nil),
  ]

  @Test(arguments: neighbours)
  func `the nearest name is offered only if it may be meant`(
    name: String, candidates: [String], wanted: String?
  ) {
    #expect(EditDistance.nearest(to: name, in: candidates) == wanted)
  }
}
