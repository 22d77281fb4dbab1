import Testing
import WeirJSON

@Suite struct StringTests {
  private let text = #"{"t":"caf\u00e9 é \ud83d\ude00 😀 \"x\"\n\/ plain stretch of text"}"#

  private func value(_ read: ReadLine) -> JSONValue { read.value.member(named: "t", in: read.line) }

  @Test func `escapes decode to what they stand for`() {
    let read = ReadLine(text)
    #expect(value(read).string(in: read.line) == "café é 😀 😀 \"x\"\n/ plain stretch of text")
    let all = ReadLine(#"{"t":"\"\\\/\b\f\n\r\t\u0000\u00FF\uFFFF"}"#)
    #expect(value(all).string(in: all.line) == "\"\\/\u{8}\u{c}\n\r\t\0ÿ\u{FFFF}")
  }

  @Test func `decoding appends to the arena`() {
    let read = ReadLine(#"{"t":"a\tb"}"#)
    var arena = Array("kept ".utf8)
    value(read).decode(in: read.line, into: &arena)
    #expect(String(decoding: arena, as: UTF8.self) == "kept a\tb")
  }

  @Test func `equality is of the decoded text`() {
    let read = ReadLine(#"{"t":"a\u0062c"}"#)
    for (other, isEqual) in [("abc", true), ("ab", false), ("abcd", false), ("abd", false)] {
      let bytes = Array(other.utf8)
      #expect(bytes.asLine { value(read).decodedEquals($0, in: read.line) } == isEqual)
    }
  }

  @Test func `a raw span covers whole escapes and scalars`() {
    let read = ReadLine(#"{"t":"a\u00e9é\ud83d\ude00z"}"#)
    let value = value(read)
    // Decoded: a é(2) é(2) 😀(4) z; raw: a at 6, \u00e9 7..<13, é 13..<15, pair 15..<27, z 27.
    let spans = [
      (0..<1, 6..<7), (1..<2, 7..<13), (2..<3, 7..<13), (0..<3, 6..<13), (3..<4, 13..<15),
      (4..<5, 13..<15), (5..<6, 15..<27), (8..<9, 15..<27), (8..<10, 15..<28), (9..<10, 27..<28),
      (0..<10, 6..<28), (3..<3, 13..<13), (10..<10, 28..<28), (40..<50, 28..<28),
    ]
    for (decoded, raw) in spans {
      #expect(value.rawSpan(ofDecoded: decoded, in: read.line) == raw, "\(decoded)")
    }
  }

  @Test func `decoding a raw span covers the decoded range and little more`() {
    for text in [text, #"{"t":"no escapes, é and 😀"}"#] {
      let read = ReadLine(text)
      let value = value(read)
      var decoded: [UInt8] = []
      value.decode(in: read.line, into: &decoded)
      for lower in decoded.indices {
        var mapper = RawSpanMapper(value, in: read.line)
        for upper in lower + 1...decoded.count {
          let raw = value.rawSpan(ofDecoded: lower..<upper, in: read.line)
          #expect(mapper.rawSpan(ofDecoded: lower..<upper) == raw)
          // The bytes around it as a string of its own.
          var piece: [UInt8] = []
          let string = JSONValue(
            kind: .string, start: raw.lowerBound - 1, end: raw.upperBound + 1, hasEscapes: true)
          string.decode(in: read.line, into: &piece)
          #expect(piece.count - (upper - lower) <= 6)
          let isCovered = (0...3).contains { shift in
            lower >= shift && decoded[(lower - shift)...].starts(with: piece)
              && lower - shift + piece.count >= upper
          }
          #expect(isCovered)
        }
      }
    }
  }

  @Test func `ascending spans of a long string take linear time together`() {
    let read = ReadLine(#"{"t":""# + String(repeating: #"\u0041b"#, count: 50_000) + #""}"#)
    var mapper = RawSpanMapper(value(read), in: read.line)
    for place in 0..<50_000 {
      let raw = mapper.rawSpan(ofDecoded: 2 * place..<2 * place + 2)
      #expect(raw == 6 + 7 * place..<13 + 7 * place)
    }
  }

  @Test(arguments: [#"\u0041b"#, #"\ud83d\ude00 plain text between é "#, "plain é", #"\n"#])
  func `spans in any order are those of a mapper that begins anew`(piece: String) {
    let text = #"{"t":""# + String(repeating: piece, count: 6000 / piece.utf8.count) + #"\"end"}"#
    let read = ReadLine(text)
    let value = value(read)
    var decoded: [UInt8] = []
    value.decode(in: read.line, into: &decoded)
    var mapper = RawSpanMapper(value, in: read.line)
    var place = 7
    for step in 0..<400 {
      // Steps of all lengths, forward and around the end.
      place = (place + 1 + step * 997 % (step % 3 == 0 ? 40 : 2900)) % decoded.count
      let range = place..<min(place + step % 600, decoded.count)
      #expect(mapper.rawSpan(ofDecoded: range) == value.rawSpan(ofDecoded: range, in: read.line))
    }
  }

  @Test func `a mapper begins anew with another string and after it forgot the line`() {
    let read = ReadLine(#"{"t":"\u0041bc","u":"d\u0041"}"#)
    let first = value(read)
    let second = JSONValue(kind: .string, start: 20, end: 29, hasEscapes: true)
    var mapper = RawSpanMapper()
    mapper.begin(first, in: read.line)
    #expect(mapper.rawSpan(ofDecoded: 1..<2) == 12..<13)
    mapper.begin(first, in: read.line)
    #expect(mapper.rawSpan(ofDecoded: 0..<1) == 6..<12)
    mapper.begin(second, in: read.line)
    #expect(mapper.rawSpan(ofDecoded: 1..<2) == 22..<28)
    mapper.forget()
    mapper.begin(second, in: read.line)
    #expect(mapper.rawSpan(ofDecoded: 0..<2) == 21..<28)
  }

  @Test(arguments: [
    #"{"t":"a\u00e9é\ud83d\ude00z\n\"\\"}"#, #"{"t":""}"#, #"{"t":"plain"}"#, #"{"t":"\u0000"}"#,
  ])
  func `decoding into memory writes what decoding into an array appends`(line: String) {
    let read = ReadLine(line)
    let value = value(read)
    var wanted: [UInt8] = []
    value.decode(in: read.line, into: &wanted)
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: value.content.count)
    defer { room.deallocate() }
    let count = value.decode(in: read.line, into: room)
    #expect(Array(room[..<count]) == wanted)
  }
}
