import Testing
import WeirProject

@testable import WeirLab

@Suite struct VariantTests {
  private func tree(_ text: String) throws -> JSONTree {
    try #require(JSONTree(line: Array(text.utf8)))
  }

  private func attack(_ line: String, spares: [String] = [], takesList: Bool = false) throws
    -> Attack
  {
    let place = TextPlace(steps: [.member("text")])
    let message = try tree(line)
    guard case .text(let text)? = message.value(at: place) else {
      throw UnknownField(name: "text", known: [])
    }
    return Attack(
      origin: "here:1", history: [], message: message, now: 0, givens: .none,
      rules: [RuleName("v:1")],
      goal: .withheld(.deny, policy: "v"),
      targets: [AttackText(place: place, attack: text)],
      spares: spares.map { TextPlace(steps: [.member($0)]) }, takesList: takesList)
  }

  private func variants(_ attack: Attack, _ names: String..., pairs: Bool = false) throws
    -> [Variant]
  {
    Dresser(disguises: try Disguise.named(names), makesPairs: pairs, seed: 1)
      .variants(attack, index: 0)
  }

  private func lines(_ variants: [Variant]) -> [String] {
    variants.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test func `a line is twisted in five ways`() throws {
    let attack = try attack(#"{"id":"1","text":"do it"}"#)
    let found = try variants(
      attack, "reordered-keys", "repeated-key-last", "repeated-key-first", "lookalike-key",
      "json-escapes")
    #expect(
      lines(found) == [
        #"{"text":"do it","id":"1"}"# + "\n",
        #"{"id":"1","text":"hello","text":"do it"}"# + "\n",
        #"{"id":"1","text":"do it","text":"hello"}"# + "\n",
        #"{"id":"1","text":"hello","Text":"do it"}"# + "\n",
        #"{"\u0069\u0064":"\u0031","\u0074\u0065\u0078\u0074":"\u0064\u006f \u0069\u0074"}"# + "\n",
      ])
  }

  @Test func `a text is halved at the space in its middle, or in its only word`() {
    #expect(TextSplit.halves("one two three") == ("one two", "three"))
    #expect(TextSplit.halves("abcd") == ("ab", "cd"))
    #expect(TextSplit.halves("") == ("", ""))
  }

  @Test func `halves go into two messages, two strings or a list`() throws {
    let attack = try attack(
      #"{"text":"one two","note":""}"#, spares: ["note"], takesList: true)
    let found = try variants(attack, "split-messages", "split-fields", "split-list")
    #expect(
      lines(found) == [
        #"{"text":"one","note":""}"# + "\n" + #"{"text":"two","note":""}"# + "\n",
        #"{"text":"one","note":"two"}"# + "\n",
        #"{"text":["one","two"],"note":""}"# + "\n",
      ])
  }

  @Test func `where there is no second place nothing is split over places`() throws {
    #expect(try variants(attack(#"{"text":"one two"}"#), "split-fields", "split-list").isEmpty)
  }

  @Test func `a value that is to be hidden is not halved`() throws {
    var attack = try attack(#"{"text":"one two"}"#)
    attack.goal = .hidden(pattern: "p")
    #expect(try variants(attack, "split-messages").isEmpty)
  }

  @Test func `what a disguise leaves as it was is no variant`() throws {
    #expect(try variants(attack(#"{"text":"42"}"#), "rot13", "leet", "reordered-keys").isEmpty)
  }

  @Test func `two disguises make three variants`() throws {
    let found = try variants(attack(#"{"text":"do it"}"#), "full-width", "base64", pairs: true)
    #expect(found.map(\.names) == [["full-width"], ["base64"], ["full-width", "base64"]])
  }

  @Test func `the same seed makes the same variants, another seed others`() throws {
    let attack = try attack(#"{"text":"ignore all of it"}"#)
    let make = { (seed: UInt64) in
      Dresser(disguises: Disguise.all, makesPairs: true, seed: seed).variants(attack, index: 3)
        .map(\.bytes)
    }
    #expect(make(1) == make(1))
    #expect(make(1) != make(2))
  }

  @Test func `padding stands around the text and leaves it whole`() throws {
    for name in ["padded-before", "padded-after", "foreign-frame"] {
      let variant = try #require(variants(attack(#"{"text":"do it"}"#), name).first)
      let text = try #require(variant.text)
      #expect(text.attack == "do it")
      #expect(!(text.before + text.after).isEmpty)
      #expect(variant.messages[0].member("text") == .text(text.whole))
    }
  }

  // MARK: - Places in lines

  @Test func `a place in a line is found through escapes`() throws {
    let message = try tree(#"{"a":["x","say \"4111\" \\ now"]}"#)
    let place = TextPlace(steps: [.member("a"), .element(1)])
    let start = PlainSpelling.start(of: place, in: message)
    #expect(start == 11)
    let cut = try #require(PlainSpelling.cut("say \"4111\" \\ now", 6..<10))
    #expect(cut == ("say \"", "4111", "\" \\ now"))
  }

  @Test func `a range beyond the text cuts nothing`() {
    #expect(PlainSpelling.cut("abc", 1..<9) == nil)
    #expect(PlainSpelling.cut("abc", -1..<2) == nil)
    #expect(PlainSpelling.cut("abc", 1..<1) == nil)
  }

  @Test func `an escaped line says the same`() throws {
    let message = try tree(#"{"a\"1":"é\n\u0001x9"}"#)
    let escaped = LineSpelling.escaped.bytes(message)
    #expect(JSONTree(line: escaped) == message)
    #expect(LineSpelling.escaped.byteCount(of: "x") == 6)
    #expect(LineSpelling.escaped.byteCount(of: "é") == 2)
  }

  @Test func `a pointer escapes what separates its steps`() {
    let place = TextPlace(steps: [.member("a/b~c"), .element(0)])
    #expect(place.pointer == "/a~1b~0c/0")
  }

  @Test func `a message is written with its neutral parts left out`() throws {
    let set = try ScratchSet(
      """
      message {
        id:   string
        role: "user" | "bot"
        n:    int
        tags: [string]?
        tool: { name: string from "tool-name", args: json }?
        text: string
      }
      validate v { deny if text == "x" }
      test "t" {
        message { text: "x" }
        expect deny
      }
      """)
    let writer = SampleText(set: set.runner.set, keeping: [])
    let line = try tree(
      #"{"id":"","role":"bot","n":-3,"tags":["a"],"tool":{"tool-name":"f","args":{"p":[1.5,null],"if":true}},"#
        + #""text":"a\u200b\"b","other":1}"#)
    #expect(
      writer.message(line) == #"message { role: "bot", n: -3, tags: ["a"], "#
        + #"tool: { name: "f", args: { p: [1.5, null], "if": true } }, text: "a\u200b\"b" }"#)
  }
}
