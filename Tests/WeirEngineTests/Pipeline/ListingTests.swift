import Testing

@testable import WeirEngine

@Suite struct ListingTests {
  private func program(_ condition: String) throws -> Program {
    try compile(
      try PolicyKit.set([
        """
        message {
          text: string
          ip: ip?
          tags: [string]?
          args: json?
          n: int?
        }
        validate v { deny if \(condition) }
        """
      ]))
  }

  @Test(arguments: [
    (
      "exists(ip) and ip == 10.0.0.1",
      "  3     network  constant          00000000000000000000ffff0a000001/128"
    ),
    ("(n ?? 3) > 2", "  1     int      constant          3"),
    ("text == \"a\\\"b\"", "  1     text     constant          \"a\\\"b\""),
  ])
  func `constants are written by what they are`(condition: String, line: String) throws {
    let listing = try program(condition).listing
    #expect(listing.split(separator: "\n").contains { $0 == line }, "\(listing)")
  }

  @Test(arguments: [
    "exists(tags) and any t in tags: t == \"x\"", "exists(args) and text in leaves(args)",
    "exists(args) and any l in leaves(args): l contains \"x\"",
    "exists(args) and not is_null(args.a)", "length(text) / 2 > 1.5 and (n ?? 1) + 1 == 2",
    "(n ?? 1) in [1, 2]", "exists(tags) and text in tags",
    "exists(ip) and ip in [10.0.0.0/8]", "text ends_with lower(text)",
    "exists(args) and args contains text",
  ])
  func `every node of a condition is read as something`(condition: String) throws {
    let program = try program(condition)
    #expect(!program.nodeRepresentations().contains(nil), "\(program.listing)")
  }
}
