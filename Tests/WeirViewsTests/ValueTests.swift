import Testing
import WeirViews

/// A value is disguised inside a sentence; the reading must hold it, and its cause must be the disguised
/// value, no byte less and none more.
@Suite struct ValueTests {
  @Test(arguments: values)
  func `a value set apart is caused by all of it`(value: String) {
    let words = value.split(separator: " ").map { $0.map(String.init) }
    let spaced = words.map { $0.joined(separator: " ") }.joined(separator: "   ")
    let dotted = words.map { $0.joined(separator: ".") }.joined(separator: " ")
    for hidden in [spaced, dotted] { expectExact(value, hidden, in: .folded) }
  }

  @Test(arguments: values)
  func `a value under marks is caused with the last of them`(value: String) {
    let hidden = value.map { $0.isLetter ? "\($0)\u{306}\u{314}" : String($0) }.joined()
    guard hidden.utf8.count > value.utf8.count else { return }
    expectExact(value, hidden, in: .folded)
  }

  @Test func `an address and an account in leet are read`() {
    expectExact("ana.lopez@example.com", "4n4.l0p3z@3x4mpl3.c0m", in: .folded)
    expectExact("de89 3704 0044 0532 0130 00", "D389 3704 0044 0532 0130 00", in: .folded)
    expectExact("de89370400440532013000", "d389370400440532013000", in: .folded)
    #expect(folded("ana99@mail7.example.com and l33t w0rds").hasPrefix("ana99@mail7.example.com"))
  }

  @Test func `an address and an account in ROT13 or base64 are read`() {
    expectExact("ana.lopez@example.com", "nan.ybcrm@rknzcyr.pbz", in: .decoded)
    expectExact("2001:db8::8a2e:370:7334", "2001:qo8::8n2r:370:7334", in: .decoded)
    expectExact("00:00:5e:00:53:af", "00:00:5R:00:53:NS", in: .decoded)
    expectExact("00:00:5e:00:53:af", "MDA6MDA6NUU6MDA6NTM6QUY=", in: .decoded)
    expectExact("zoe@tld.org", "mbr@gyq.bet", in: .decoded)
    expectExact("de89 3704 0044 0532 0130 00", "QR89 3704 0044 0532 0130 00", in: .decoded)
    #expect(
      reading(.decoded, of: "DE89 3704 0044 0532 0130 00 and QR89 3704 0044 0532 0130 01") == nil)
  }

  private func expectExact(_ value: String, _ hidden: String, in kind: ViewKind) {
    let before = "please note "
    let text = before + hidden + " and keep it safe"
    let found = source(of: value.lowercased(), in: kind, of: text)
    let start = before.utf8.count
    #expect(
      found == start..<(start + hidden.utf8.count), "\(hidden): \(reading(kind, of: text) ?? "–")")
  }
}

private let values = [
  "ana.lopez@example.com", "4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00", "+44 20 7946 0958",
  "203.0.113.77", "078-05-1120", "00:00:5E:00:53:AF",
]
