import Testing

@testable import WeirCommands

/// What every pack under Policies promises.
@Suite struct ShippedPolicyTests {
  @Test(arguments: ["pii", "secrets", "injection", "web", "web_input"])
  func `a shipped pack checks without a finding, passes its tests and is formatted`(
    pack: String
  ) {
    let path = repository.appending(path: "Policies/" + pack).path(percentEncoded: false)
    let check = weir("check", "-p", path)
    #expect(check.code == 0, "\(check.out)")
    let test = weir("test", "-p", path)
    #expect(test.code == 0, "\(test.out)")
    #expect(weir("fmt", "--check", path).code == 0)
  }
}
