import Foundation
import Testing
import WeirJSON

@Suite struct FuzzTests {
  private func mutate(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    let pool = Array("{}[]\":,\\u0d8e-+.19 tn\n\u{1}é".utf8) + [0xFF, 0xED]
    for _ in 0...generator.next() % 3 where !bytes.isEmpty {
      let place = Int(generator.next() % UInt64(bytes.count))
      switch generator.next() % 4 {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(pool.randomElement(using: &generator) ?? 0, at: place)
      case 2: bytes[place] = pool.randomElement(using: &generator) ?? 0
      default:
        let other = Int(generator.next() % UInt64(bytes.count))
        bytes.insert(contentsOf: bytes[min(place, other)..<max(place, other)], at: place)
      }
    }
    return bytes
  }

  @Test func `mutated lines are decided as the slow recogniser decides`() {
    var generator = SeededGenerator(state: 21)
    let seeds = [sampleLine, #"{"a":[1,-2.5e3,"x\ud83d\ude00"],"b":{"a":null}}"#, "[[],{}]"]
    var accepted = 0
    for round in 0..<6000 {
      let bytes = mutate(Array(seeds[round % 3].utf8), &generator)
      let isMessage = fault(bytes) == nil
      #expect(isMessage == SlowRecogniser.accepts(bytes, asMessage: true), "\(bytes)")
      #expect((documentFault(bytes) == nil) == SlowRecogniser.accepts(bytes), "\(bytes)")
      accepted += isMessage ? 1 : 0
    }
    // Else the mutations would test one side only.
    #expect(accepted > 300)
  }

  @Test func `random bytes never trap, and their failures point inside`() {
    var generator = SeededGenerator(state: 22)
    let pool = Array("{}[]\":,\\ud8 0-e1tfnrasl".utf8) + [0xC3, 0xA9, 0xF0, 0x9F, 0x98, 0x80]
    for round in 0..<10_000 {
      var bytes = (0..<round % 40).map { _ in pool.randomElement(using: &generator) ?? 0 }
      if round % 2 == 0 { bytes.insert(0x7B, at: 0) }
      let failure = fault(bytes)
      #expect((failure == nil) == SlowRecogniser.accepts(bytes, asMessage: true), "\(bytes)")
      if let failure {
        #expect(0...bytes.count ~= failure.offset)
        _ = bytes.asLine { failure.field(in: $0) }
      }
    }
  }

  /// Known differences, where Foundation is laxer: trailing commas, a BOM and UTF-16, the last of
  /// repeated names; where it is stricter: numbers beyond double and depth.
  @Test func `what is accepted, Foundation reads alike`() throws {
    var generator = SeededGenerator(state: 23)
    var compared = 0
    for _ in 0..<3000 {
      let bytes = mutate(Array(sampleLine.utf8), &generator)
      let read = ReadLine(String(decoding: bytes, as: UTF8.self), paths: [["text"], ["tool"]])
      guard read.failure == nil,
        let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
      else { continue }
      compared += 1
      // Compared as bytes, since `==` on String forgives canonical differences.
      let text = object["text"] as? String
      let own = read.value.kind == .string ? read.value.string(in: read.line) : nil
      #expect(text.map { Array($0.utf8) } == own.map { Array($0.utf8) })
      #expect((object["tool"] as? [String: Any] != nil) == (read.document.slots[1].kind == .object))
    }
    #expect(compared > 100)
  }

  @Test func `what Foundation refuses we refuse, but for numbers`() {
    var generator = SeededGenerator(state: 24)
    for _ in 0..<3000 {
      let bytes = mutate(Array(sampleLine.utf8), &generator)
      if fault(bytes) != nil { continue }
      do { _ = try JSONSerialization.jsonObject(with: Data(bytes)) } catch {
        let message = "\((error as NSError).userInfo)"
        #expect(message.contains("umber"), "\(String(decoding: bytes, as: UTF8.self)) \(message)")
      }
    }
  }
}
