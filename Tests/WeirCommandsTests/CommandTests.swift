import Foundation
import Testing
import WeirCrypto
import WeirLab

@testable import WeirCommands

private let clean = """
  message { text: string }

  validate v { deny if text == "x" }

  test "t" {
    message { text: "x" }
    expect deny by v
  }
  """

@Suite struct CheckCommandTests {
  @Test func `a clean set says so`() throws {
    let scratch = try Scratch()
    let run = weir("check", "-p", try scratch.file("a.weir", clean))
    #expect(run.code == 0)
    #expect(run.out == "no findings: 1 policy, 1 test in 1 file\n")
  }

  @Test func `findings are 1`() throws {
    let scratch = try Scratch()
    let file = try scratch.file("a.weir", "message { text: string }\nlist l = [\"a\"]\n")
    let run = weir("check", file)
    #expect(run.code == 1)
    #expect(run.out.contains("warning[unused-list]"))
  }

  @Test(arguments: [("json", "{\"code\":"), ("sarif", "{\n"), ("github", "::error file=")])
  func `errors are written for machines`(_ format: String, _ beginning: String) throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "a.weir", "message { text: string }\nvalidate v { deny if txt == 1 }\n")
    let run = weir("check", "-p", file, "--format", format)
    #expect(run.code == 1)
    #expect(run.out.hasPrefix(beginning))
    #expect(run.out.contains("WEIR0301"))
  }

  @Test func `every bound has a value and a reason`() {
    let run = weir("check", "--bounds")
    #expect(run.code == 0)
    for words in ["line ", "8MiB", "keys ", "1_000_000", "rules ", "distinct", "decode depth"] {
      #expect(run.out.contains(words))
    }
  }

  @Test func `bounds say which patterns are slow and why`() throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "a.weir",
      """
      message { text: string }
      pattern key = /key=[a-z]{8}/
      pattern mail = /[a-z]+[0-9]@/
      pattern twice = /([ab])x\\1/
      validate v { deny if text matches [key, mail, twice] }
      """)
    let run = weir("check", "--bounds", "-p", file)
    #expect(run.code == 0)
    #expect(run.out.contains("2 of 3 can be slow"))
    #expect(run.out.contains("  key    begins with `key=`\n  mail "))
    #expect(run.out.contains("slow: a long run is read again from every start"))
    #expect(run.out.contains("slow: its cost can't be told"))
  }

  @Test func `bounds and listing say which patterns have views`() throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "a.weir",
      """
      message { text: string }
      pattern key { match /key=[a-z]{8}/; view decoded }
      pattern mail { match /[a-z]+@x/; view folded }
      pattern plain = /abc/
      validate v { deny if text matches [key, mail, plain] }
      """)
    let bounds = weir("check", "--bounds", "-p", file)
    #expect(bounds.out.contains("1 in the view folded, 1 in the view decoded: a text costs"))
    #expect(bounds.out.contains("; view decoded\n"))
    let listing = weir("check", "-p", file, "--dump", "program")
    #expect(listing.out.contains("  key  view decoded\n  mail  view folded\n  plain\n"))
  }

  @Test(arguments: [("tokens", "validate"), ("tree", "validate"), ("program", "policies\n")])
  func `what was read can be dumped`(_ dump: String, _ words: String) throws {
    let scratch = try Scratch()
    let run = weir("check", "-p", try scratch.file("a.weir", clean), "--dump", dump)
    #expect(run.code == 0)
    #expect(run.out.contains(words))
  }

  @Test func `ready means models and keys too`() throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "a.weir",
      """
      message { text: string }
      pattern p = /abc/
      redact r {
        in text
        p -> hash with surely_absent
      }
      test "t" {
        message {}
        expect allow by r
      }
      """)
    #expect(weir("check", "-p", file).code == 0)
    let run = weir("check", "-p", file, "--ready")
    #expect(run.code == 2)
    #expect(run.error.contains("WEIR_KEY_SURELY_ABSENT"))
  }
}

@Suite struct MisuseTests {
  @Test(arguments: [
    ["nonsense"], ["check", "--format", "xml"], ["test", "--nonsense"], ["decrypt"],
    ["check", "-p", "/does/not/exist"], ["fmt", "/does/not/exist.weir"],
    ["train", "-p", "/does/not/exist"], ["test", "-p", "/"],
    ["check", "--project", "/does/not/exist.yaml"], ["decrypt", "--key", "surely_absent"],
  ]) func `what can't be done is 2, with a word on stderr`(_ arguments: [String]) {
    let console = Console(capturedWithInput: [])
    let code = Console.$current.withValue(console) { WeirMain.run(arguments) }
    #expect(code == 2)
    #expect(console.outBytes.isEmpty)
    #expect(!console.errorBytes.isEmpty)
  }

  @Test func `help and version are no misuse`() {
    #expect(weir("--help").code == 0)
    #expect(weir("check", "--help").out.contains("USAGE"))
    #expect(weir("version").out == "weir \(WeirVersion.text)\n")
    #expect(weir("--version").out == "\(WeirVersion.text)\n")
  }

  @Test func `without policies it says what to do`() throws {
    let scratch = try Scratch()
    let project = try scratch.file("weir.yaml", "held: discard\n")
    let run = weir("check", "--project", project)
    #expect(run.code == 2)
    #expect(run.error.contains("-p DIR"))
  }

  @Test func `a project's own errors have line and column`() throws {
    let scratch = try Scratch()
    let project = try scratch.file("weir.yaml", "policies: [a]\nlevls: {enforce: 1}\n")
    let run = weir("check", "--project", project)
    #expect(run.code == 2)
    #expect(run.error.contains("weir.yaml:2:1"))
  }
}

@Suite struct FmtCommandTests {
  private let crooked = "message {   text:string }\n"
  private let straight = "message { text: string }\n"

  @Test func `check names what would change and changes nothing`() throws {
    let scratch = try Scratch()
    let file = try scratch.file("a.weir", crooked)
    let run = weir("fmt", "--check", scratch.path)
    #expect(run.code == 1)
    #expect(run.out == file + "\n")
    #expect(try scratch.read("a.weir") == crooked)
  }

  @Test func `files are rewritten once`() throws {
    let scratch = try Scratch()
    let file = try scratch.file("a.weir", crooked)
    #expect(weir("fmt", file).code == 0)
    #expect(try scratch.read("a.weir") != crooked)
    #expect(weir("fmt", "--check", file).code == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["a.weir"])
  }

  @Test func `a diff shows and doesn't write`() throws {
    let scratch = try Scratch()
    let file = try scratch.file("a.weir", crooked)
    let run = weir("fmt", "--diff", file)
    #expect(run.out.hasPrefix("--- \(file)\n+++ \(file)\n@@ -1,1 +1,"))
    #expect(run.out.contains("\n-message {   text:string }\n+message {"))
    #expect(try scratch.read("a.weir") == crooked)
  }

  @Test func `stdin goes to stdout`() {
    let run = weir("fmt", "--stdin", input: crooked)
    #expect(run.code == 0)
    #expect(weir("fmt", "--stdin", "--check", input: run.out).code == 0)
    #expect(weir("fmt", "--stdin", "--check", input: crooked).code == 1)
  }

  @Test func `a file with errors is left alone and the others are done`() throws {
    let scratch = try Scratch()
    _ = try scratch.file("a.weir", "validate {{{\n")
    _ = try scratch.file("b.weir", crooked)
    let run = weir("fmt", scratch.path)
    #expect(run.code == 2)
    #expect(run.error.contains("1 file with errors left as it is"))
    #expect(try scratch.read("a.weir") == "validate {{{\n")
    #expect(try scratch.read("b.weir") != crooked)
  }
}

@Suite struct DecryptCommandTests {
  private func project(_ scratch: Scratch, _ key: String) throws -> (String, SecretKey) {
    let bytes = Array(key.utf8)
    _ = try scratch.file("vault.key", key)
    let project = try scratch.file("weir.yaml", "keys: {vault: {file: vault.key}}\n")
    return (project, try SecretKey.parse(name: "vault", contents: bytes))
  }

  private let secret = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="

  @Test func `values come back, escaped where they stand in JSON`() throws {
    let scratch = try Scratch()
    let (file, key) = try project(scratch, secret)
    let token = String(
      decoding: key.encrypt(Array("a \"b\"\n\\".utf8), context: [1], seconds: 1), as: UTF8.self)
    let run = weir(
      "decrypt", "--key", "vault", "--project", file,
      input: "{\"text\":\"x \(token) y\"}\r\nplain \(token)")
    #expect(run.code == 0)
    #expect(run.out == "{\"text\":\"x a \\\"b\\\"\\n\\\\ y\"}\r\nplain a \"b\"\n\\")
    #expect(run.error == "2 values put back\n")
  }

  @Test func `a token of another key is left and counted`() throws {
    let scratch = try Scratch()
    let (file, _) = try project(scratch, secret)
    let other = try SecretKey(name: "other", bytes: Array(repeating: 7, count: 32))
    let token = String(
      decoding: other.encrypt(Array("x".utf8), context: [], seconds: 1), as: UTF8.self)
    let run = weir("decrypt", "--key", "vault", "--project", file, input: "\(token)\n")
    #expect(run.code == 1)
    #expect(run.out == "\(token)\n")
    #expect(run.error.contains("1 token left"))
  }

  @Test func `the key is printed on request only`() throws {
    let scratch = try Scratch()
    let (file, key) = try project(scratch, secret)
    let run = weir("decrypt", "--key", "vault", "--project", file, "--print-key")
    #expect(run.out == key.fernetKeyText() + "\n")
  }
}

@Suite struct TrainCommandTests {
  private let policy = """
    message { user: string trusted, text: string }
    model m {
      feature size = log1p(length(text)) in 0..12
      feature burst = count(by user, last 1m) in 0..100
      trees 10
      rows 32
      file "models/m.forest"
    }
    anomaly odd {
      score m
      review above 0.9
    }
    test "t" {
      message {}
      given score(m) = 0.95
      expect review by odd
    }
    """

  private var messages: String {
    (0..<100).map { place in
      let text = String(repeating: "ab", count: place % 17)
      return "{\"user\":\"u\(place % 3)\",\"text\":\"\(text)\"}\n"
    }.joined()
  }

  @Test func `the same messages give the same bytes, and the set is ready`() throws {
    let scratch = try Scratch()
    let file = try scratch.file("a.weir", policy)
    #expect(weir("check", "-p", file, "--ready").code == 2)
    let run = weir("train", "-p", file, input: messages)
    #expect(run.code == 0)
    #expect(run.out.hasPrefix("model m: 100 rows\n"))
    let first = try scratch.bytes("models/m.forest")
    #expect(weir("train", "-p", file, "m", input: messages).code == 0)
    #expect(try scratch.bytes("models/m.forest") == first)
    #expect(weir("check", "-p", file, "--ready").code == 0)
  }

  @Test func `malformed lines are counted with their reasons`() throws {
    let scratch = try Scratch()
    let file = try scratch.file("a.weir", policy)
    let run = weir("train", "-p", file, input: messages + "{\"user\":1}\nno\n")
    #expect(run.code == 0)
    #expect(run.error.hasPrefix("2 of 102 lines skipped\n"))
    #expect(run.error.contains("malformed: /user is not string"))
  }

  @Test func `rows beyond the reservoir are sampled`() throws {
    let scratch = try Scratch()
    let file = try scratch.file("a.weir", policy)
    let run = weir("train", "-p", file, "--rows", "40", input: messages)
    #expect(run.out.hasPrefix("model m: 40 rows (an even sample of 100)\n"))
  }

  @Test func `nothing usable is 2 and writes nothing`() throws {
    let scratch = try Scratch()
    let file = try scratch.file("a.weir", policy)
    #expect(weir("train", "-p", file, input: "").error.contains("no messages came in"))
    let run = weir("train", "-p", file, input: "no\n")
    #expect(run.code == 2)
    #expect(run.error.contains("none of 1 lines"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/models"))
  }

  @Test func `models of both kinds are not trained at once`() throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "a.weir", policy + "\nmodel words { linear text; file \"w.linear\" }")
    let run = weir("train", "-p", file, input: messages)
    #expect(run.code == 2)
    #expect(
      run.error
        == "weir: m learn from ordinary messages, words from labelled ones; name those of one kind\n"
    )
    #expect(weir("train", "-p", file, "m", input: messages).code == 0)
  }

  @Test func `an unknown model is named`() throws {
    let scratch = try Scratch()
    let file = try scratch.file("a.weir", policy)
    let run = weir("train", "-p", file, "n", input: messages)
    #expect(run.code == 2)
    #expect(run.error == "weir: no model `n`; the policies declare m\n")
  }
}
