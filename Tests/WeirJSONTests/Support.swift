import Foundation
import WeirJSON

let repositoryRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

extension [UInt8] {
  /// Calls `body` with the bytes at the very end of an allocation of their own, so that an address
  /// sanitizer sees each read beyond them.
  func asLine<T>(_ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: count)
    defer { copy.deallocate() }
    _ = copy.initialize(from: self)
    return try body(UnsafeBufferPointer(copy))
  }
}

/// Reads a message without fields.
func fault(_ line: [UInt8], bounds: ReaderBounds = ReaderBounds()) -> ReadFailure? {
  var reader = JSONReader(bounds: bounds)
  var document = Document()
  return line.asLine { reader.read($0, into: &document) }
}

func fault(_ line: String) -> ReadFailure? { fault(Array(line.utf8)) }

/// Reads a text as any JSON document.
func documentFault(_ bytes: [UInt8]) -> ReadFailure? {
  var reader = JSONReader()
  return bytes.asLine { reader.check($0) }
}

/// A line that was read, kept alive with what was found in it.
final class ReadLine {
  let line: UnsafeBufferPointer<UInt8>
  var document = Document()
  let failure: ReadFailure?

  init(_ text: String, paths: [[String]] = [[]], collectsLeaves: Bool = false) {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
    _ = copy.initialize(from: Array(text.utf8))
    line = UnsafeBufferPointer(copy)
    var reader = JSONReader(tree: FieldTree(paths: paths), collectsLeaves: collectsLeaves)
    failure = reader.read(line, into: &document)
  }

  deinit { line.deallocate() }

  /// The value of the first path, by default the whole object.
  var value: JSONValue { document.slots[0] }

  func raw(_ value: JSONValue) -> String { String(decoding: line[value.range], as: UTF8.self) }
}

/// SplitMix64: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A line with everything that JSON has.
let sampleLine =
  #"{"id":"m-1","at":1767225600.5e0,"text":"caf\u00e9 é \ud83d\ude00 😀 \"x\"\n","n":[0,-1,2.5E+3,{}],"#
  + #" "tool":{"name":"read","args":{"a":[true,false,null,[]],"b/c~d":""}}, "🙂":1}"#
