import Testing

@testable import WeirEngine

@Suite struct CleanTextTests {
  private func held(_ text: [UInt8], by texts: CleanTexts) -> Bool {
    text.withUnsafeBufferPointer { texts.hold($0) }
  }

  private func insert(_ text: [UInt8], into texts: CleanTexts) {
    text.withUnsafeBufferPointer { texts.insert($0) }
  }

  @Test func `a text is known by all its bytes and its length`() {
    for length in 1...CleanTexts.bytesMax {
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
    for length in 1...CleanTexts.bytesMax {
      let text = [UInt8](repeating: 0, count: length)
      #expect(!held(text, by: texts))
      insert(text, into: texts)
    }
    #expect(!held([], by: texts))
  }

  @Test func `long texts are never known`() {
    let texts = CleanTexts()
    let long = [UInt8](repeating: 97, count: CleanTexts.bytesMax + 1)
    insert(long, into: texts)
    #expect(!held(long, by: texts))
  }

  @Test func `a new text takes the place of an old one, and most of a few stay`() {
    let texts = CleanTexts()
    let names = (0..<20).map { Array("member\($0)".utf8) }
    for name in names { insert(name, into: texts) }
    #expect(names.count { held($0, by: texts) } >= 15)
    for number in 0..<100_000 { insert(Array("u-\(number)".utf8), into: texts) }
    #expect(names.count { held($0, by: texts) } == 0)
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
