import Testing
import WeirMatcher
import WeirViews

@testable import WeirEngine

@Suite struct CleanTextTests {
  private func held(_ text: [UInt8], by texts: CleanTexts) -> Bool {
    text.withUnsafeBufferPointer { texts.hold($0) }
  }

  private func insert(_ text: [UInt8], into texts: CleanTexts) {
    text.withUnsafeBufferPointer { _ = texts.insert($0) }
  }

  @Test func `a text is known by all its bytes and its length`() {
    for length in 1...TextKey.bytesMax {
      let texts = CleanTexts()
      let text = (0..<length).map { UInt8(65 + $0) }
      #expect(!held(text, by: texts))
      insert(text, into: texts)
      #expect(held(text, by: texts))
      for place in 0..<length {
        var other = text
        other[place] ^= 1
        #expect(!held(other, by: texts))
      }
      #expect(!held(Array(text.dropLast()), by: texts))
      #expect(!held(text + [0], by: texts))
      #expect(!held(text + text, by: texts))
    }
  }

  @Test func `bytes of zero count`() {
    let texts = CleanTexts()
    for length in 1...TextKey.bytesMax {
      let text = [UInt8](repeating: 0, count: length)
      #expect(!held(text, by: texts))
      insert(text, into: texts)
    }
    #expect(!held([], by: texts))
  }

  @Test func `long texts are never known`() {
    let texts = CleanTexts()
    let long = [UInt8](repeating: 97, count: TextKey.bytesMax + 1)
    insert(long, into: texts)
    #expect(!held(long, by: texts))
  }

  @Test func `the texts of a shape are known by all bytes but later digits`() {
    for length in 3...TextKey.bytesMax {
      let texts = CleanTexts()
      let text = (0..<length).map { $0 % 3 == 2 ? UInt8(ascii: "5") : UInt8(65 + $0) }
      text.withUnsafeBufferPointer { texts.insert(shapeOf: $0) }
      for place in 0..<length {
        for byte in 0...UInt8.max {
          var other = text
          other[place] = byte
          let isDigit = UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
          let isAlike = byte == text[place] || place % 3 == 2 && isDigit
          #expect(held(other, by: texts) == isAlike, "\(byte) at \(place) of \(length)")
        }
      }
      #expect(!held(Array(text.dropLast()), by: texts))
    }
    let texts = CleanTexts()
    Array("1700".utf8).withUnsafeBufferPointer { texts.insert(shapeOf: $0) }
    #expect(held(Array("1799".utf8), by: texts) && !held(Array("1600".utf8), by: texts))
  }

  @Test func `of the texts with digits one in many asks for its shape`() {
    let texts = CleanTexts()
    func asks(_ text: String) -> Bool {
      Array(text.utf8).withUnsafeBufferPointer { texts.insert($0) }
    }
    let asked = (1...3 * CleanTexts.interval).filter { asks("m-\($0)") || asks("name") }
    #expect(asked == (0..<12).map { 1 << $0 } + (1...3).map { $0 * CleanTexts.interval })
  }

  @Test func `a new text takes the place of an old one, and most of a few stay`() {
    let texts = CleanTexts()
    let names = (0..<20).map { Array("member\($0)".utf8) }
    for name in names { insert(name, into: texts) }
    #expect(names.count { held($0, by: texts) } >= 15)
    for number in 0..<100_000 { insert(Array("u-\(number)".utf8), into: texts) }
    #expect(names.count { held($0, by: texts) } == 0)
  }

  @Test func `what comes again and again stays among what comes once`() {
    let texts = CleanTexts()
    let names = (0..<20).map { Array("member\($0)".utf8) }
    var misses = 0
    for message in 0..<1_000 {
      for name in names where !held(name, by: texts) {
        misses += 1
        insert(name, into: texts)
      }
      for number in 0..<8 { insert(Array("m-\(8 * message + number)".utf8), into: texts) }
    }
    #expect(misses < names.count * 1_000 / 50)
  }
}

/// What redactions find in texts that come again.
@Suite struct RepeatedTextTests {
  private static let rules = """
    pattern word = /secret/
    pattern other = /allowed/
    pattern hidden { match /hidden/; view decoded }
    """

  @Test func `a text that was clean stays clean, and another does not`() throws {
    var bench = try Bench(policy(Self.rules + "\nredact r { word -> mask }"))
    for value in ["good", "secret", "good", "secrets", "allowed"] {
      let wanted = value.replacing("secret", with: "******")
      let line = #"{"text":"\#(value)","good":["\#(value)","good"]}"#
      let decision = bench.judge(line)
      #expect(decision.text == #"{"text":"\#(wanted)","good":["\#(wanted)","good"]}"#)
    }
  }

  @Test func `what is clean for the blocks of one message is not for those of another`() throws {
    var bench = try Bench(
      policy(
        Self.rules + """

          redact plain { word -> mask }
          redact deep { when (text ?? "") == "deep"; hidden -> replace "x" }
          """))
    let extra = #""j":["%68idden","word"]}"#
    for text in ["plain", "deep", "plain", "deep"] {
      let decision = bench.judge(#"{"text":"\#(text)",\#(extra)"#)
      #expect(decision.isRedacted == (text == "deep"))
    }
  }

  @Test func `rules and redactions look for their own patterns, in fields for both`() throws {
    let many = (1..<Compiler.othersMin).map { "flag if exists(text) and text matches /other\($0)/" }
    let program = try PolicyKit.program(
      policy(
        Self.rules + """

          validate v {
            flag if exists(text) and text matches other
            \(many.joined(separator: "\n"))
          }
          redact r { word -> mask }
          """))
    #expect(program.patterns !== program.redactionPatterns)
    var bench = Bench(program)
    let decision = bench.judge(#"{"text":"allowed secret","j":["allowed","secret"]}"#)
    #expect(decision.effects == ["v:1 flag"])
    #expect(decision.text == #"{"text":"allowed ******","j":["allowed","******"]}"#)
  }

  @Test func `where redactions look for nearly everything there is one set`() throws {
    for rule in ["", "validate v { flag if exists(text) and text matches other }"] {
      let program = try PolicyKit.program(
        policy(Self.rules + "\n\(rule)\nredact r { word -> mask }"))
      #expect(program.patterns === program.redactionPatterns)
    }
  }
}

/// Texts whose shape says that there is nothing to find.
@Suite struct CleanShapeTests {
  private static let rules = """
    pattern card = /\\b4[0-9]{12}\\b/
    pattern account { match /[0-9]{7,}/; near ["account"] within 9 }
    pattern word { match /sec#[0-9]{3}/; view decoded }
    redact r { card -> mask; account -> mask; word -> mask }
    """

  @Test func `a shape is clean where no text of it can hold anything`() throws {
    let program = try PolicyKit.program(policy(Self.rules))
    func isClean(_ text: String) -> Bool {
      Array(text.utf8).withUnsafeBufferPointer {
        program.redaction.isClean(shapeOf: $0, program.redactionPatterns)
      }
    }
    for text in ["1761955200002", "m-000000001", "id 12345678", "sec-123"] {
      #expect(isClean(text), "\(text)")
    }
    for text in [
      "4111111111112", "a 1111111111112", "account 123", "sec#000", "m000", "176195520000",
      String(repeating: "-", count: TextShape.bytesMax + 1),
    ] {
      #expect(isClean(text) == (text == "account 123"), "\(text)")
    }
  }

  @Test func `what is found in ids that come one after the other is what stands in each`() throws {
    var bench = try Bench(policy(Self.rules))
    for number in 0..<1_000 {
      let end = String(1_000_000 + number)
      let line = #"{"j":["17\#(end)0000","m-\#(end)","41\#(end)0000","account \#(end)"]}"#
      let wanted = #"{"j":["17\#(end)0000","m-\#(end)","*************","account *******"]}"#
      #expect(bench.judge(line).text == wanted)
    }
  }
}

/// Texts that are left unread, as they are shorter than anything that redactions look for.
@Suite struct ShortTextTests {
  private func isTooShort(_ text: String, _ plan: RedactionPlan) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { plan.isTooShort($0) }
  }

  @Test func `a text of as many characters as the shortest match is read`() throws {
    var bench = try Bench(
      policy(
        """
        pattern number { match /[0-9]{3,9}/; near ["pin", "code"] within 4 }
        pattern long = /secrets/
        redact r { number -> mask; long -> mask }
        """))
    let decision = bench.judge(#"{"j":["123","pin 123","pin123","pin:456"]}"#)
    #expect(decision.text == #"{"j":["123","pin ***","pin123","pin:***"]}"#)
    let plan = bench.program.redaction
    #expect(["", "1", "12345", "é€"].allSatisfy { isTooShort($0, plan) })
    #expect(["123456", "pin12345", "€€"].allSatisfy { !isTooShort($0, plan) })
  }

  @Test func `with views only plain texts are too short`() throws {
    var bench = try Bench(
      policy(
        """
        pattern half { match /a1.2b/; view folded }
        pattern sign { match /c@ddd/; view decoded }
        redact r { half -> replace "x"; sign -> replace "y" }
        """))
    let decision = bench.judge(#"{"j":["a½b","c%40ddd","A1/2B","a1b","a@b"]}"#)
    #expect(decision.text == #"{"j":["x","y","x","a1b","a@b"]}"#)
    let plan = bench.program.redaction
    #expect(["a", "12", "a@b.", "0x1"].allSatisfy { isTooShort($0, plan) })
    #expect(["½", "%40", "&lt;", #"\x4"#, "a1/2b"].allSatisfy { !isTooShort($0, plan) })
  }

  @Test func `no view reads more characters than a short plain text has bytes`() {
    var random = SeededRandom(5)
    let view = TextView()
    var made = 0
    for round in 0..<40_000 {
      let signs = round.isMultiple(of: 2) ? Array(0..<128) : Array("aeB013x@$.: -=+/;#".utf8)
      let count = 1 + random.below(RedactionPlan.plainBytesMax)
      let text = (0..<count).map { _ in random.pick(signs) }.filter(RedactionPlan.isPlain)
      text.withUnsafeBufferPointer { bytes in
        for kind in [ViewKind.folded, .decoded] where view.build(kind, of: bytes) {
          made += 1
          #expect(String(decoding: view.bytes, as: UTF8.self).unicodeScalars.count <= text.count)
        }
      }
    }
    #expect(made > 1_000)
  }
}
