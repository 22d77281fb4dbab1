import Testing

@testable import WeirYAML

@Test(arguments: [
  ("polices", "policies"), ("Policies", "policies"), ("enfroce", "enforce"), ("evn", "env"),
  ("hedl", "held"), ("auditt", "audit"),
])
func `a typo finds the name it meant`(_ typo: String, _ name: String) {
  let known: Set = ["policies", "enforce", "env", "held", "audit", "state"]
  #expect(nearest(to: typo, among: known) == name)
}

@Test func `a stranger finds none`() {
  #expect(nearest(to: "bananas", among: ["policies", "held"]) == nil)
  #expect(nearest(to: "x", among: []) == nil)
  #expect(nearest(to: "", among: ["held"]) == nil)
  #expect(nearest(to: String(repeating: "a", count: 10_000), among: ["held"]) == nil)
}

@Test func `names equally close go by the alphabet`() {
  for _ in 0..<20 { #expect(nearest(to: "fite", among: ["file", "fire", "five"]) == "file") }
}
