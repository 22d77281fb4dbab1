import Testing
import WeirJSON
import WeirProject

@testable import WeirLab

@Suite struct FalseAlarmTests {
  static let policies = """
    message {
      user: string trusted
      text: string
    }
    pattern number = /[0-9]{4,}/
    validate words {
      deny   if text contains "forbidden"
      review if text contains "doubtful"
      flag   if text contains "curious"
    }
    redact numbers {
      in text
      number -> remove
    }
    limit slow {
      by user
      allow 2 per 1m
      else deny
    }
    test "t" {
      message { text: "forbidden" }
      expect deny
    }
    """

  private func report(
    _ rows: [String], _ change: (inout FalseAlarms.Settings) -> Void = { _ in }
  ) throws -> FalseAlarmReport {
    let set = try ScratchSet(Self.policies)
    var settings = FalseAlarms.Settings()
    change(&settings)
    var alarms = try FalseAlarms(set.runner, bounds: ReaderBounds(), settings: settings)
    for (place, row) in rows.enumerated() {
      alarms.offer(row: Array(row.utf8), file: "rows", line: place + 1)
    }
    return alarms.report
  }

  static let rows = [
    #"{"user":"a","text":"forbidden 12345"}"#, #"{"user":"a","text":"doubtful, curious"}"#,
    #"{"text":"curious"}"#, #"{"text":"tell 1234 and 5678"}"#, #"{"text":"fine"}"#, "{}",
  ]

  @Test func `rows are counted once for each rule and once in all`() throws {
    let report = try report(Self.rows)
    #expect((report.rows, report.unfit, report.touched) == (5, 1, 4))
    #expect((report.denied, report.held, report.flagged, report.redacted) == (1, 1, 1, 2))
    #expect(report.rows(of: RuleName("words:3")) == 2)
    #expect(report.rows(of: RuleName("numbers", "number")) == 2)
    #expect(report.rules.map(\.effect) == ["redact", "flag", "deny", "review"])
  }

  @Test func `examples say where, and the text is shown only on demand`() throws {
    let report = try report(Self.rows) { $0.examplesMax = 1 }
    let example = try #require(report.rules.first?.examples.first)
    #expect(report.rules.allSatisfy { $0.examples.count == 1 })
    #expect((example.file, example.line, example.text) == ("rows", 1, "12345"))
    #expect(example.place == "/text at bytes 30..<35")
    #expect(!report.human(showsText: false).contains("12345"))
    #expect(report.human(showsText: true).contains("\"12345\""))
    #expect(!report.json(showsText: false).contains("12345"))
  }

  @Test func `a sum is counted under each sign that it rests on`() throws {
    let set = try ScratchSet(
      """
      message { text: string }
      pattern a = /first/
      pattern b = /second/
      validate signs {
        add 2 if text matches a
        add 2 if text matches b
        deny if length(text) > 40
        review above 3
      }
      """)
    var alarms = try FalseAlarms(
      set.runner, bounds: ReaderBounds(), settings: FalseAlarms.Settings())
    for text in ["first", "first, second", "first and second, and then a good deal more of it"] {
      alarms.offer(row: Array("{\"text\":\"\(text)\"}".utf8), file: "rows", line: 1)
    }
    let report = alarms.report
    #expect(report.rows(of: RuleName("signs:4", "a")) == 2)
    #expect(report.rows(of: RuleName("signs:4", "b")) == 2)
    #expect(report.rows(of: RuleName("signs:3")) == 1)
    #expect(report.rules.count == 3)
    #expect(report.rules.first?.examples.first?.text == "first")
  }

  @Test func `limits count only in a stream`() throws {
    let rows = Array(repeating: #"{"user":"a","text":"fine"}"#, count: 5)
    #expect(try report(rows).touched == 0)
    #expect(try report(rows) { $0.isStream = true }.rows(of: RuleName("slow")) == 3)
  }

  @Test func `intervals agree with tables`() {
    let tenth = WilsonInterval(10, of: 100)
    #expect((tenth.low * 10_000).rounded() == 552)
    #expect((tenth.high * 10_000).rounded() == 1744)
    let none = WilsonInterval(0, of: 20)
    #expect(none.low == 0)
    #expect((none.high * 10_000).rounded() == 1611)
    #expect(WilsonInterval(20, of: 20).high == 1)
    #expect(WilsonInterval(0, of: 0) == WilsonInterval(0, of: 0))
    #expect(WilsonInterval(0, of: 0).high == 1)
  }

  // MARK: - Baselines

  @Test func `a baseline comes back as it was written`() throws {
    let baseline = AlarmBaseline(try report(Self.rows))
    #expect(try AlarmBaseline(bytes: baseline.bytes) == baseline)
    #expect(baseline.rules.count == 4)
  }

  @Test func `a report keeps to its own baseline`() throws {
    let report = try report(Self.rows)
    #expect(AlarmBaseline(report).excesses(of: report).isEmpty)
  }

  @Test func `one row more is too many, and so is a rule that nobody knew`() throws {
    let baseline = AlarmBaseline(try report(Self.rows))
    let more = try report(Self.rows + [#"{"text":"forbidden"}"#])
    #expect(
      baseline.excesses(of: more) == [
        AlarmBaseline.Excess(name: RuleName("words:1"), rows: 2, before: 1, total: 5)
      ])
    let empty = try AlarmBaseline(bytes: Array("{\"rows\":5,\"touched\":0}\n".utf8))
    #expect(empty.excesses(of: more).count == 4)
  }

  @Test func `shares are compared where corpora differ in size`() throws {
    let baseline = AlarmBaseline(try report(Self.rows))
    #expect(baseline.excesses(of: try report(Self.rows + Self.rows)).isEmpty)
  }

  @Test(arguments: [
    ("", 1), ("{}", 1), (#"{"rows":0,"touched":0}"#, 1), ("rubbish", 1),
    (#"{"rows":4,"touched":1}"# + "\n" + #"{"rule":"a"}"#, 2),
    (#"{"rows":4,"touched":1}"# + "\n" + #"{"rule":"a","rows":-1}"#, 2),
    (
      #"{"rows":4,"touched":1}"# + "\n" + #"{"rule":"a","rows":1}"# + "\n"
        + #"{"rule":"a","rows":1}"#, 3
    ),
  ]) func `what is no baseline is refused with its line`(_ text: String, _ line: Int) {
    #expect(throws: BaselineError(line: line)) { try AlarmBaseline(bytes: Array(text.utf8)) }
  }

  // MARK: - How it is written

  @Test func `columns of numbers stand to the right`() {
    var table = TextTable(["name", "rows", "note"])
    table.add(["a", "1,234", "x"])
    table.add(["long", "5", ""])
    #expect(table.text == "name   rows  note\na     1,234  x\nlong      5\n")
  }

  @Test func `a share is never rounded to nothing or everything`() {
    #expect(ShareText.percent(0.0001) == "<0.1 %")
    #expect(ShareText.percent(0.9999) == ">99.9 %")
    #expect(ShareText.percent(0) == "0.0 %")
    #expect(ShareText.percent(1) == "100.0 %")
    #expect(ShareText.percent(0.1234) == "12.3 %")
  }
}
