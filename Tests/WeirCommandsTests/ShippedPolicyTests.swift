import Testing

@testable import WeirCommands

/// What every pack under Policies promises.
@Suite struct ShippedPolicyTests {
  @Test(arguments: [
    "pii", "secrets", "injection", "web", "web_input", "abuse", "abuse_tools", "governance",
  ])
  func `a shipped pack checks without a finding, passes its tests and is formatted`(
    pack: String
  ) {
    let packs = repository.appending(path: "Policies").path(percentEncoded: false)
    let path = packs + "/" + pack
    let check = weir("check", "-p", path, "--packs", packs)
    #expect(check.code == 0, "\(check.out)")
    let test = weir("test", "-p", path, "--packs", packs)
    #expect(test.code == 0, "\(test.out)")
    #expect(weir("fmt", "--check", path).code == 0)
  }
}
