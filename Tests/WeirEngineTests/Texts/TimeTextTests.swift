import Testing

@testable import WeirEngine

@Suite struct TimeTextTests {
  private func time(_ text: String) -> Int64? {
    Array(text.utf8).withUnsafeBufferPointer { TimeText.microseconds($0) }
  }

  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1_000_000),
    ("2026-03-31T12:34:56.789+02:00", 1_774_953_296_789_000),
    ("2026-03-31t12:34:56z", 1_774_960_496_000_000),
    ("2026-03-31 12:34:56Z", 1_774_960_496_000_000),
    ("2026-03-31T12:34:56.1234567Z", 1_774_960_496_123_456),
    ("2016-12-31T23:59:60Z", 1_483_228_800_000_000),
    ("2024-02-29T00:00:00-00:00", 1_709_164_800_000_000),
    ("2000-02-29T00:00:00Z", 951_782_400_000_000),
    ("2026-01-01T00:00:00+23:59", 1_767_139_260_000_000),
    ("0000-01-01T00:00:00Z", -62_167_219_200_000_000),
    ("9999-12-31T23:59:59Z", 253_402_300_799_000_000),
  ])
  func `RFC 3339 texts are microseconds since 1970`(text: String, wanted: Int64) {
    #expect(time(text) == wanted)
    #expect(RefReading.time(text) == wanted)
  }

  @Test(arguments: [
    "", "2026", "2026-03-31", "2026-03-31T12:34:56", "2026-03-31T12:34Z", "2026-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
    "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:61Z",
    "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+0100", "2026-01-01T00:00:00+24:00",
    "2026-01-01T00:00:00+01:60", "2026-01-01T00:00:00Z ", " 2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00ZZ", "2026-1-01T00:00:00Z", "+026-01-01T00:00:00Z", "2026-01-01T00:00:00",
    "２026-01-01T00:00:00Z", "2026-01-01T00:00:00.5", "2026-01-01T00:00:00+",
    "20260101T000000Z00000",
  ])
  func `anything else is no time`(text: String) {
    #expect(time(text) == nil)
    #expect(RefReading.time(text) == nil)
  }

  @Test func `mutated times are judged as the reference judges them`() {
    var random = SeededRandom(5)
    let alphabet = Array("0123456789-:TZz.+ ".utf8)
    for _ in 0..<3_000 {
      var text = Array("2024-02-29T23:59:58.25+01:30".utf8)
      for _ in 0..<1 + random.below(3) {
        let place = random.below(text.count)
        if random.once(in: 5) {
          text.remove(at: place)
        } else {
          text[place] = random.pick(alphabet)
        }
      }
      let string = String(decoding: text, as: UTF8.self)
      #expect(time(string) == RefReading.time(string), "\(string)")
    }
  }

  @Test func `an epoch number is seconds, and milliseconds above 10¹¹`() throws {
    let fields = "t: time?"
    for (number, wanted) in [
      ("1767225600", "2026-01-01"), ("1767225600000", "2026-01-01"),
      ("1767225600.25", "2026-01-01T00:00:00.25Z"), ("1.7672256e9", "2026-01-01"),
      ("100000000000", "5138-11-16T09:46:40Z"), ("100000000001", "1973-03-03T09:46:40.001Z"),
      ("-1", "1969-12-31T23:59:59Z"),
    ] {
      let condition = "exists(t) and t == \(wanted)"
      #expect(try answer(condition, #"{"t":\#(number)}"#, fields: fields) == .yes, "\(number)")
    }
    for number in ["1e300", "-1e300", "9223372036854775807"] {
      var bench = try Bench(policy("validate p { flag if true }", fields: fields))
      let isFitting = bench.judge(#"{"t":\#(number)}"#).malformation == nil
      #expect(!isFitting, "\(number)")
    }
  }
}
