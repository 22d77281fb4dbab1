import Foundation
import Testing

@testable import WeirProject

@Suite struct PathTests {
  @Test(arguments: [
    ("policies/a.weir", "../models/x", "models/x"), ("a.weir", "x", "x"),
    ("a.weir", "../x", "../x"), ("../policies/a.weir", "../x", "../x"),
    ("/p/q/a.weir", "../../../x", "/x"), ("p/a.weir", "/x/./y/../z", "/x/z"),
    ("p/a.weir", "..", "."), ("p/a.weir", "./x//y/", "p/x/y"),
  ])
  func `a path beside a file takes no detour`(file: String, path: String, expected: String) {
    #expect(Files.path(path, besideFile: file) == expected)
  }

  @Test func `behind a link the way up leads elsewhere and stays`() throws {
    let folder = NSTemporaryDirectory() + "weir-paths-\(UUID().uuidString)"
    defer { removeFile(folder) }
    try FileManager.default.createDirectory(
      atPath: folder + "/far/policies", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/policies", withDestinationPath: "far/policies")
    let path = Files.path("../x", besideFile: folder + "/policies/a.weir")
    #expect(path == folder + "/policies/../x")
    #expect(Files.path("../x", besideFile: folder + "/far/a.weir") == folder + "/x")
  }
}

@Suite struct ListFileTests {
  @Test func `a source names the list files of the set and of its packs`() throws {
    let folder = NSTemporaryDirectory() + "weir-lists-\(UUID().uuidString)"
    defer { removeFile(folder) }
    for (name, text) in [
      ("set/a.weir", "message { t: string }\nuse words\nlist own from \"../own.txt\"\n"),
      ("packs/words/w.weir", "list bad from \"bad.txt\"\n"), ("own.txt", "x\n"),
      ("packs/words/bad.txt", "y\n"),
    ] {
      let path = folder + "/" + name
      try FileManager.default.createDirectory(
        atPath: Files.directory(of: path), withIntermediateDirectories: true)
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    let source = try PolicySource(
      paths: [folder + "/set"], packs: PackSearch(named: [folder + "/packs"]))
    #expect(source.checked != nil)
    #expect(
      source.listFiles == [folder + "/own.txt", folder + "/packs/words/bad.txt"])
  }
}
