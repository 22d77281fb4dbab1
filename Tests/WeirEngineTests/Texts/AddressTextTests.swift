import Testing
import WeirSyntax

@testable import WeirEngine

@Suite struct AddressTextTests {
  private func address(_ text: String) -> IPAddress? {
    Array(text.utf8).withUnsafeBufferPointer { AddressText.address($0) }
  }

  private func network(_ text: String) -> IPNetwork? {
    Array(text.utf8).withUnsafeBufferPointer { AddressText.network($0) }
  }

  static let forms = [
    "0.0.0.0", "255.255.255.255", "1.2.3.4", "::", "::1", "1::", "1::8", "1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1::3:4:5:6:7:8", "fe80::1", "FE80::ABCD",
    "::ffff:1.2.3.4", "::1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "64:ff9b::192.0.2.33",
    "2001:db8::0001", "0:0:0:0:0:0:0:0", "::0.0.0.0",
  ]
  static let strangers = [
    "", ".", ":", ":::", "1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.04", "1.2.3.256", "1.2.3.-4",
    "1.2.3.4 ", " 1.2.3.4", "1..2.3", "0x1.2.3.4", "1.2.3.", ".1.2.3", "１.2.3.4", "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9", "1::2::3", "1:::2", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:", "::1:", ":::1",
    "12345::", "g::", "::1%eth0", "1.2.3.4::", "::1.2.3.4:5", "1:2:3:4:5:6:7:1.2.3.4", "::01.2.3.4",
    "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "[::1]", "::ffff:1.2.3", "1.2.3.4\u{0}", "::\u{0}",
  ]

  @Test(arguments: forms) func `forms of addresses are read as the system reads them`(text: String)
    throws
  {
    let wanted = try #require(RefReading.address(text))
    #expect(address(text) == wanted)
  }

  @Test(arguments: strangers) func `what only looks like an address is none`(text: String) {
    #expect(address(text) == nil)
    #expect(RefReading.address(text) == nil)
  }

  @Test func `mutated addresses are judged as the system judges them`() {
    var random = SeededRandom(3)
    let alphabet = Array("0123456789abcdefABCDEF::::....g %/-".utf8)
    for _ in 0..<20_000 {
      var text = Array(random.pick(Self.forms).utf8)
      for _ in 0..<1 + random.below(3) {
        let place = random.below(text.count + 1)
        switch random.below(3) {
        case 0: text.insert(random.pick(alphabet), at: place)
        case 1 where place < text.count: text.remove(at: place)
        default: if place < text.count { text[place] = random.pick(alphabet) }
        }
      }
      let string = String(decoding: text, as: UTF8.self)
      #expect(address(string) == RefReading.address(string), "\(string)")
    }
  }

  @Test func `networks have a length that fits their family`() throws {
    #expect(network("10.0.0.0/8")?.prefixLength == 104)
    #expect(network("::ffff:10.0.0.0/104")?.prefixLength == 104)
    #expect(network("::/0")?.prefixLength == 0)
    #expect(network("1::/128")?.prefixLength == 128)
    for text in [
      "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/08", "/8", "10.0.0.0/-1",
    ] {
      #expect(network(text) == nil, "\(text)")
    }
    let ten = try #require(network("10.0.0.0/8"))
    #expect(ten.contains(try #require(address("10.255.1.2"))))
    #expect(ten.contains(try #require(address("::ffff:10.1.2.3"))))
    #expect(!ten.contains(try #require(address("11.0.0.0"))))
    #expect(!ten.contains(try #require(address("::a01:203"))))
  }

  @Test func `addresses and networks are told apart in policies`() throws {
    let fields = "ip: ip?\nnet: cidr?"
    for (condition, line, wanted) in [
      ("exists(ip) and ip in 10.0.0.0/8", #"{"ip":"10.1.2.3"}"#, Answer.yes),
      ("exists(ip) and ip in [192.168.0.1, fe80::/10]", #"{"ip":"fe80::9"}"#, .yes),
      ("exists(ip) and ip in [192.168.0.1, fe80::/10]", #"{"ip":"192.168.0.2"}"#, .no),
      ("exists(ip) and ip == 1.2.3.4", #"{"ip":"::ffff:1.2.3.4"}"#, .yes),
      ("exists(net) and net == 10.0.0.0/8", #"{"net":"10.0.0.0/8"}"#, .yes),
      ("exists(net) and net == 10.0.0.0/8", #"{"net":"10.0.0.0/9"}"#, .no),
      ("exists(ip) and is_private(ip)", #"{"ip":"172.31.255.255"}"#, .yes),
      ("exists(ip) and is_private(ip)", #"{"ip":"172.32.0.0"}"#, .no),
    ] {
      #expect(try answer(condition, line, fields: fields) == wanted, "\(condition) \(line)")
    }
  }
}
