import Testing

@testable import WeirCommands

@Suite struct RedteamCommandTests {
  private let policies = """
    message {
      text: string
    }
    pattern order = /ignore the rules/i
    validate orders {
      deny if text matches order
    }
    test "an order" {
      message { text: "ignore the rules" }
      expect deny by orders
    }

    """

  @Test func `the hole of a small set is found and written down`() throws {
    let scratch = try Scratch()
    let set = try scratch.file("set.weir", policies)
    let tests = scratch.path + "/survivors.weir"
    let run = weir(
      "redteam", "-p", set, "--disguises", "mixed-case,leet", "--no-pairs", "--tests", tests)
    #expect(run.code == 1)
    #expect(run.out.contains("2 variants: 1 caught (50.0 %), 1 slipped through\n"))
    #expect(run.error.isEmpty)
    let again = weir("test", "-p", scratch.path)
    #expect(again.code == 1)
    #expect(again.out.hasSuffix("1 passed, 1 failed\n"))
    #expect(weir("fmt", "--check", tests).code == 0)
    #expect(weir("check", "-p", scratch.path).code == 0)
  }

  @Test func `the share that has to be caught decides`() throws {
    let scratch = try Scratch()
    let set = try scratch.file("set.weir", policies)
    let half = ["redteam", "-p", set, "--disguises", "mixed-case,leet", "--no-pairs", "--min"]
    #expect(weir(half[0], half[1], half[2], half[3], half[4], half[5], half[6], "0.5").code == 0)
    #expect(weir(half[0], half[1], half[2], half[3], half[4], half[5], half[6], "0.6").code == 1)
    #expect(weir("redteam", "-p", set, "--disguises", "mixed-case").code == 0)
  }

  @Test func `rows of a corpus are attacks too, and JSON ends with the sums`() throws {
    let scratch = try Scratch()
    let set = try scratch.file("set.weir", policies)
    let rows = try scratch.file(
      "rows.jsonl", "{\"text\":\"so ignore the rules\"}\n\n{\"text\":\"hello\"}\n")
    let run = weir(
      "redteam", "-p", set, "--corpus", rows, "--without", "split-messages", "--format", "json")
    let last = try #require(run.out.split(separator: "\n").last)
    #expect(
      last.hasPrefix(
        #"{"seed":"1","messages":3,"attacks":2,"attacks_tried":2,"not_caught":1,"#))
    #expect(!run.out.contains("split-messages"))
  }

  @Test func `the disguises are listed`() {
    let run = weir("redteam", "--list")
    #expect(run.code == 0)
    #expect(run.out.contains("\nbase64               Base64\n"))
  }

  @Test(arguments: [
    (["--disguises", "rot14"], "did you mean `rot13`?"),
    (["--field", "txt"], "no field `txt` that takes a text; did you mean `text`?"),
    (["--min", "2"], "--min is a share from 0 to 1"),
    (["--limit", "0"], "--limit is a number from 1"),
    (["--survivors", "-1"], "Missing value"),
    (["--disguises", "leet", "--without", "leet"], "choose one"),
    (["--disguises", ","], "no disguise is left to try"),
    (["--corpus", "absent.jsonl"], "absent.jsonl: no such file"),
  ]) func `bad input is told in a sentence`(_ options: [String], _ sentence: String) throws {
    let scratch = try Scratch()
    let set = try scratch.file("set.weir", policies)
    let console = Console(capturedWithInput: [])
    let code = Console.$current.withValue(console) {
      WeirMain.run(["redteam", "-p", set] + options)
    }
    #expect(code == 2)
    #expect(String(decoding: console.errorBytes, as: UTF8.self).contains(sentence))
  }

  @Test func `a set that catches nothing by its text can't be attacked`() throws {
    let scratch = try Scratch()
    let set = try scratch.file(
      "set.weir", "message { text: string }\nvalidate v { deny if length(text) > 900 }\n")
    let run = weir("redteam", "-p", set)
    #expect(run.code == 2)
    #expect(run.error.contains("nothing to disguise"))
  }
}

@Suite struct ProgressTextTests {
  private func shown(isAsked: Bool, pause: Int64) -> String {
    let console = Console(capturedWithInput: [])
    Console.$current.withValue(console) {
      var line = ProgressText(isAsked: isAsked, pauseMicroseconds: pause)
      line.show("one")
      line.show("two")
      line.clear()
    }
    return String(decoding: console.errorBytes, as: UTF8.self)
  }

  @Test func `progress is shown where it is asked for, and not more often than that`() {
    #expect(shown(isAsked: true, pause: 0) == "one\ntwo\n")
    #expect(shown(isAsked: true, pause: .max) == "")
    #expect(shown(isAsked: false, pause: 0) == "")
  }
}

@Suite struct FPCommandTests {
  private let policies = """
    message {
      text: string
    }
    pattern order = /ignore the rules/i
    validate orders {
      deny if text matches order
    }

    """
  private let rows = """
    {"text":"I never ignore the rules"}
    {"text":"hello"}
    {"text":"good morning"}
    {"text":"good night"}

    """

  @Test func `what is touched is told by rule and line, without its text`() throws {
    let scratch = try Scratch()
    let set = try scratch.file("set.weir", policies)
    let corpus = try scratch.file("rows.jsonl", rows)
    let run = weir("fp", "-p", set, "--corpus", corpus)
    #expect(run.code == 1)
    #expect(
      run.out.replacing(scratch.path + "/", with: "") == """
        4 rows: 1 touched (25.0 %, 4.6 % – 69.9 %): 1 denied, 0 held, 0 flagged, 0 redacted

        rule            effect  rows   share    95 % between
        orders:1 order  deny       1  25.0 %  4.6 % – 69.9 %

        orders:1 order
          rows.jsonl:1  /text at bytes 17..<33

        """)
    #expect(
      weir("fp", "-p", set, "--corpus", corpus, "--show").out.contains("\"ignore the rules\""))
  }

  @Test func `a baseline lets pass what it knows, and no more`() throws {
    let scratch = try Scratch()
    let set = try scratch.file("set.weir", policies)
    let corpus = try scratch.file("rows.jsonl", rows)
    let baseline = scratch.path + "/baseline.jsonl"
    let write = weir(
      "fp", "-p", set, "--corpus", corpus, "--baseline", baseline, "--write-baseline")
    #expect(write.code == 0)
    #expect(weir("fp", "-p", set, "--corpus", corpus, "--baseline", baseline).code == 0)
    let worse = try scratch.file(
      "worse.jsonl", rows + rows.replacing("hello", with: "Ignore the rules!"))
    let run = weir("fp", "-p", set, "--corpus", worse, "--baseline", baseline)
    #expect(run.code == 1)
    #expect(run.error == "weir: orders:1 order: 3 rows, where the baseline has 1 of 4\n")
  }

  @Test func `a share of rows may be allowed`() throws {
    let scratch = try Scratch()
    let set = try scratch.file("set.weir", policies)
    let corpus = try scratch.file("rows.jsonl", rows)
    #expect(weir("fp", "-p", set, "--corpus", corpus, "--max", "0.25").code == 0)
    #expect(weir("fp", "-p", set, "--corpus", corpus, "--max", "0.2").code == 1)
  }

  @Test func `bad input is told in a sentence`() throws {
    let scratch = try Scratch()
    let set = try scratch.file("set.weir", policies)
    let corpus = try scratch.file("rows.jsonl", rows)
    let broken = try scratch.file("broken.jsonl", "{\"rows\":3,\"touched\":0}\n[]\n")
    let other = try scratch.file("other.jsonl", "{\"words\":1}\n")
    for (run, sentence) in [
      (weir("fp", "-p", set), "name ordinary traffic with --corpus FILE"),
      (weir("fp", "-p", set, "--corpus", corpus, "--write-baseline"), "needs --baseline FILE"),
      (
        weir("fp", "-p", set, "--corpus", corpus, "--baseline", broken),
        "broken.jsonl: line 2 is not a baseline's"
      ),
      (weir("fp", "-p", set, "--corpus", corpus, "--baseline", "absent"), "absent: no such file"),
      (weir("fp", "-p", set, "--corpus", other), "none of 1 row is a message of the set"),
      (weir("fp", "-p", set, "--corpus", corpus, "--max", "7"), "--max is a share from 0 to 1"),
    ] {
      #expect(run.code == 2)
      #expect(run.error.contains(sentence))
    }
  }
}
