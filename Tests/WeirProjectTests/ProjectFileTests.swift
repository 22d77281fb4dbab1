import Testing

@testable import WeirProject

@Test func `a project file gives every setting`() throws {
  let text = """
    policies: [policies]
    keys:
      vault: {env: VAULT_KEY}
      tokens: [{file: new.key}, {file: old.key}]
    levels: {enforce: 1, observe: 2}
    held: discard
    audit: {file: audit.jsonl, key: audit, fields: [id]}
    state: {file: state.weir, every: 1m30s}
    bounds: {line: 1MiB, depth: 32}
    """
  let project = try Project(bytes: Array(text.utf8), path: "config/weir.yaml")
  #expect(project.policies == ["config/policies"])
  #expect(project.keys.origins["vault"] == [.variable("VAULT_KEY")])
  #expect(project.keys.origins["tokens"] == [.file("config/new.key"), .file("config/old.key")])
  #expect(project.observeLevel == 2)
  #expect(project.held == .discard)
  #expect(project.audit?.fields == ["id"])
  #expect(project.state?.everyMicroseconds == 90_000_000)
  #expect(project.lineBytes == 1 << 20)
}

@Test func `an audit log without a key's name takes the key audit`() throws {
  let project = try Project(bytes: Array("audit: {file: log.jsonl}".utf8), path: "weir.yaml")
  #expect(project.audit == .init(file: "log.jsonl", key: "audit", fields: []))
}

@Test(arguments: [
  ("levels: {enforce: 5}", "1:19"),
  ("polices: [a]", "1:1"),
  ("keys:\n  vault: here", "2:10"),
  ("state: {file: s, every: soon}", "1:25"),
])
func `a mistake in a project file is placed`(text: String, place: String) {
  #expect {
    _ = try Project(bytes: Array(text.utf8), path: "weir.yaml")
  } throws: { error in
    "\(error)".hasPrefix("weir.yaml:\(place): ")
  }
}
