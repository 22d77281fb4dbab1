import Foundation
import Testing
import WeirJSON

@testable import WeirEngine
@testable import WeirProject

@Suite struct WritingTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000000Z"), (1_767_225_600_000_001, "2026-01-01T00:00:00.000001Z"),
    (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"), (-1, "1969-12-31T23:59:59.999999Z"),
    (4_107_542_399_000_000, "2100-02-28T23:59:59.000000Z"),
  ])
  func `moments are written in UTC`(micros: Int64, text: String) {
    #expect(TimeText.full(Timestamp(microseconds: micros)) == text)
  }

  @Test func `times at the ends of the scale are written somehow`() {
    for micros in [Int64.min, .max] {
      #expect(!TimeText.full(Timestamp(microseconds: micros)).isEmpty)
    }
  }

  @Test func `JSON is written with commas where they belong`() throws {
    var text = JSONBytes()
    text.open("{")
    text.name("a")
    text.open("[")
    text.value(1)
    text.value("x\"\n\u{1}é")
    text.null()
    text.value(-0.5)
    text.value(Double.nan)
    text.value(Int.min)
    text.close("]")
    text.name("b")
    text.open("{")
    text.close("}")
    text.name("c")
    text.value(true)
    text.run(#","d":["#)
    text.value(7)
    text.run("]}")
    #expect(
      String(decoding: text.bytes, as: UTF8.self)
        == #"{"a":[1,"x\"\n\u0001é",null,-0.5,null,-9223372036854775808],"b":{},"c":true,"d":[7]}"#
    )
  }

  private func text(_ write: (inout ByteBuffer) -> Void) -> String {
    var buffer = ByteBuffer(capacity: 0)
    write(&buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test func `whole numbers have the digits that Swift prints`() {
    var numbers: [Int64] = [0, .min, .max, -1]
    var power: Int64 = 1
    for _ in 0..<18 {
      power *= 10
      numbers += [power - 1, power, power + 1, -power, power / 3, power + power / 2]
    }
    for number in numbers {
      #expect(text { $0.append(decimal: number) } == "\(number)")
    }
    #expect(text { $0.append(decimal: UInt64.max) } == "\(UInt64.max)")
  }

  @Test func `real numbers have the digits that Swift prints`() {
    var random = SystemRandomNumberGenerator()
    var numbers: [Double] = [
      0, -0.0, 1, 0.0001, 0.00009, 999_999.999999, 1e6, .leastNonzeroMagnitude, 1.0 / 3,
    ]
    for _ in 0..<2000 {
      numbers.append(Double(Int.random(in: 0...1_000_000, using: &random)) / 1_000_000)
      numbers.append(Double(Int.random(in: -9_999_999...9_999_999, using: &random)) / 1000)
      numbers.append(Double.random(in: 0...1, using: &random))
      numbers.append(Double(bitPattern: UInt64.random(in: 0..<(0x7FF << 52), using: &random)))
    }
    for number in numbers {
      #expect(text { $0.append(real: number) } == "\(number)")
    }
  }

  @Test func `texts are escaped as lines are`() {
    let all = String(decoding: (0...0x7F).map(UInt8.init), as: UTF8.self) + "é👋\"\\"
    var expected: [UInt8] = []
    var copy = all
    copy.withUTF8 { LineWriter.appendEscaped($0, into: &expected) }
    var json = JSONBytes()
    json.value(all)
    #expect(json.bytes == [0x22] + expected + [0x22])
  }

  @Test func `a second that is kept is written as one that isn't`() {
    var second = SecondText()
    for micros in [0, 1, 999_999, 1_000_000, 999_999, -1, -1_000_000, -1_000_001, .min, .max]
      as [Int64]
    {
      let moment = Timestamp(microseconds: micros)
      #expect(text { second.append(moment, to: &$0) } == TimeText.full(moment))
    }
  }

  @Test func `a text in parts is one text`() {
    var json = JSONBytes()
    json.open("[")
    json.beginText()
    json.partly(text: "a\"")
    json.partly(":")
    json.partly(decimal: 12)
    json.endText()
    json.member("b", plain: "c")
    [1, 0xAB].withUnsafeBytes { json.value(hex: UnsafeRawBufferPointer(rebasing: $0[0..<1])) }
    json.close("]")
    #expect(String(decoding: json.bytes, as: UTF8.self) == #"["a\":12","b":"c","01"]"#)
  }

  @Test(arguments: 0...9)
  func `every byte is two hexadecimal digits`(rest: Int) {
    let bytes = (0..<256 + rest).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ rest) }
    var buffer = ByteBuffer()
    buffer.append("x")
    bytes.withUnsafeBytes { buffer.append(hex: $0) }
    let wanted = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    #expect(String(decoding: buffer.bytes, as: UTF8.self) == "x" + wanted.joined())
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567")])
  func `large numbers are grouped`(number: Int, text: String) {
    #expect(Wording.count(number) == text)
    #expect(Wording.count(number, separator: "_") == text.replacing(",", with: "_"))
  }

  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (-1_000_000, "1969-12-31T23:59:59Z"),
      (1_767_225_600_000_000, "2026-01-01T00:00:00Z"),
      (1_709_210_096_789_000, "2024-02-29T12:34:56.789Z"),
      (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
    ] as [(Int64, String)]) func `moments are written as short as they are`(
      _ time: Int64, _ text: String
    )
  {
    #expect(TimeText.short(Timestamp(microseconds: time)) == text)
  }

  @Test(
    arguments: [
      (0, "0s"), (5_400_000_000, "1h30m"), (250_000, "250ms"), (90_061_000_000, "1d1h1m1s"),
      (7, "7µs"),
    ] as [(Int64, String)]) func `durations are written as policies write them`(
      _ duration: Int64, _ text: String
    )
  {
    #expect(TimeText.duration(microseconds: duration) == text)
  }

  @Test func `nouns agree with their number`() {
    #expect(Wording.plural(1, "line") == "1 line")
    #expect(Wording.plural(1000, "line") == "1,000 lines")
    #expect(Wording.plural(2, "policy", "policies") == "2 policies")
  }

  @Test func `a malformed line has a code for machines and a sentence for people`() {
    let broken = Malformation(reason: .json(.syntax(.colon)), field: "/a", offset: 7)
    #expect("\(broken.reason.code)" == "syntax")
    #expect(
      broken.sentence == "malformed: no colon after a member name at byte 7 in /a")
    let odd = Malformation(reason: .wrongType(expected: "int"), field: "", offset: 0)
    #expect("\(odd.reason.code)" == "wrong_type")
    #expect(odd.reason.expected == "int")
    #expect(odd.sentence == "malformed: the line is not int")
  }

  @Test func `a file is replaced whole and keeps its permissions`() throws {
    let path = try temporaryFile("old")
    defer { removeFile(path) }
    chmod(path, 0o640)
    try AtomicFile.write(Array("new".utf8), to: path)
    #expect(try Files.read(path, bytesMax: 10) == Array("new".utf8))
    let facts = try FileManager.default.attributesOfItem(atPath: path)
    #expect(facts[.posixPermissions] as? Int == 0o640)
    #expect(throws: FileError.self) { try AtomicFile.write([], to: path + "/x") }
  }
}
