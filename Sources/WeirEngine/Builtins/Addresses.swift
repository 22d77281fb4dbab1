import WeirChecker
import WeirSyntax

extension Builtins {
  static let isPrivate = Builtin(
    BuiltinSignature(
      "is_private", [.init([.ip], .bool)],
      "whether an address is private, loopback or link-local (RFC 1918, 4193, 4291, 3927)",
      examples: [.init("is_private(10.1.2.3)", "true"), .init("is_private(8.8.8.8)", "false")]),
    .networkToBool { network in privateNetworks.contains { $0.contains(network.address) } })

  private static let privateNetworks: [IPNetwork] = [
    v4(10, 0, 0, 0, 8), v4(172, 16, 0, 0, 12), v4(192, 168, 0, 0, 16), v4(127, 0, 0, 0, 8),
    v4(169, 254, 0, 0, 16),
    IPNetwork(address: IPAddress(high: 0xfc00 << 48, low: 0), prefixLength: 7),
    IPNetwork(address: IPAddress(high: 0xfe80 << 48, low: 0), prefixLength: 10),
    IPNetwork(address: IPAddress(high: 0, low: 1), prefixLength: 128),
  ]

  private static func v4(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32, _ length: Int
  ) -> IPNetwork {
    IPNetwork(address: IPAddress(v4: a << 24 | b << 16 | c << 8 | d), prefixLength: 96 + length)
  }
}
