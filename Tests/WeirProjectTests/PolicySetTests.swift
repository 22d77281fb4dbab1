import Foundation
import Testing

@testable import WeirProject

/// A folder of its own for one test.
private final class Folder {
  let path = NSTemporaryDirectory() + "weir-set-\(UUID().uuidString)"

  init(_ files: [String: String]) throws {
    for (name, text) in files {
      let url = URL(filePath: path + "/" + name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

private let policies = """
  message { user: string trusted, text: string }

  pattern card {
    match /\\b[0-9]{16}\\b/
    where luhn(match)
  }

  redact cards {
    in text
    card -> mask keep 4
  }

  validate words {
    deny if text contains "rm -rf" "dangerous"
  }
  """

/// The error of loading a folder, in words.
private func loadError(_ files: [String: String], packs: [String] = []) throws -> String {
  let folder = try Folder(files)
  let error = #expect(throws: PolicySetError.self) {
    try PolicySet(
      directory: folder.path, packs: PackSearch(named: packs.map { folder.path + "/" + $0 }))
  }
  return error?.description ?? ""
}

@Suite struct PolicySetTests {
  @Test func `three lines judge a message`() throws {
    let folder = try Folder(["chat.weir": policies])

    let set = try PolicySet(directory: folder.path)
    var guardian = Evaluator(set)
    let decision = guardian.evaluate(
      Array(#"{"user":"ana","text":"rm -rf 4111111111111111"}"#.utf8), at: .now)

    #expect(decision.verdict == .deny)
    #expect(decision.reasons.map(\.rule) == ["words:1"])
    #expect(decision.reasons.first?.text == "dangerous")
    #expect(
      String(decoding: decision.message, as: UTF8.self)
        == #"{"user":"ana","text":"rm -rf ************1111"}"#)
  }

  @Test func `evaluators of one set have state of their own`() throws {
    let limit =
      "message { user: string trusted }\nlimit l {\n by user\n allow 1 per 1h\n else deny\n}\n"
    let folder = try Folder(["a.weir": limit])
    let set = try PolicySet(directory: folder.path)
    let line = Array(#"{"user":"ana"}"#.utf8)
    var first = Evaluator(set)
    var second = Evaluator(set)
    let now = Timestamp(seconds: 1_767_225_600)
    #expect(first.evaluate(line, at: now).verdict == .allow)
    #expect(first.evaluate(line, at: now).verdict == .deny)
    #expect(second.evaluate(line, at: now).verdict == .allow)
  }

  @Test func `errors in policies come with their places`() throws {
    let words = try loadError([
      "a.weir": "message { text: string }\nvalidate v { deny if txt == \"\" }\n"
    ])
    #expect(words.contains("error[WEIR0301]"))
    #expect(words.contains("a.weir:2:"))
  }

  @Test func `a folder without policies is refused`() throws {
    #expect(try loadError(["notes.txt": "x"]).contains("holds no `.weir` file"))
  }

  @Test func `a missing model says how to make it`() throws {
    let words = try loadError([
      "a.weir": """
      message { text: string }
      model m {
        feature n = log1p(length(text))
        file "m.forest"
      }
      anomaly odd {
        score m
        review above 0.5
      }
      """
    ])
    #expect(words.contains("model `m`"))
    #expect(words.contains("weir train"))
  }

  @Test func `a damaged model is not used`() throws {
    let words = try loadError([
      "a.weir": """
      message { text: string }
      model m {
        feature n = log1p(length(text))
        file "m.forest"
      }
      anomaly odd {
        score m
        review above 0.5
      }
      """, "m.forest": "no model",
    ])
    #expect(words.contains("is damaged"))
  }

  @Test func `a missing key says where it is looked for`() throws {
    let words = try loadError([
      "a.weir": """
      message { text: string }
      pattern p = /abc/
      redact r {
        in text
        p -> hash with surely_absent
      }
      """
    ])
    #expect(words.contains("key `surely_absent`"))
    #expect(words.contains("WEIR_KEY_SURELY_ABSENT"))
  }

  @Test func `a missing list stops the start`() throws {
    let words = try loadError([
      "a.weir": """
      message { user: string trusted }
      list blocked from "absent.txt"
      validate v { deny if user in blocked }
      """
    ])
    #expect(words.contains("absent.txt"))
  }

  @Test func `a pack is found in the folders named`() throws {
    let own = "use mine\nmessage { text: string }\nvalidate v { deny if text matches mine.word }\n"
    let files = ["a.weir": own, "packs/mine/mine.weir": "pattern word = /abc/\n"]
    let folder = try Folder(files)
    let search = PackSearch(named: [folder.path + "/packs"])
    #expect(search.packs().contains { $0.name == "mine" })
    let set = try PolicySet(directory: folder.path, packs: search)
    var guardian = Evaluator(set)
    #expect(guardian.evaluate(Array(#"{"text":"abc"}"#.utf8), at: .now).verdict == .deny)
  }

  @Test func `an unknown pack gets the nearest`() throws {
    let words = try loadError(
      [
        "a.weir": "use mime\nmessage { text: string }\n",
        "packs/mine/mine.weir": "pattern w = /a/\n",
      ],
      packs: ["packs"])
    #expect(words.contains("unknown pack `mime`"))
    #expect(words.contains("did you mean `mine`?"))
  }

  @Test func `keys come from files, newest first`() throws {
    let old = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
    let new = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA="
    let folder = try Folder(["old.key": old, "new.key": new])
    let store = KeyStore(origins: [
      "k": [.file(folder.path + "/new.key"), .file(folder.path + "/old.key")]
    ])
    let ring = try store.ring("k")
    #expect(ring.keys.count == 2)
    let alone = try KeyStore(origins: ["k": [.file(folder.path + "/new.key")]]).ring("k")
    #expect(ring.newest.id == alone.newest.id)
  }

  @Test func `a key that is too short is refused without being shown`() throws {
    let folder = try Folder(["k.key": "c2hvcnQ="])
    let error = #expect(throws: KeyLoadError.self) {
      try KeyStore(origins: ["k": [.file(folder.path + "/k.key")]]).ring("k")
    }
    #expect(error?.description.contains("c2hvcnQ") == false)
    #expect(error?.description.contains("key `k`") == true)
  }
}
