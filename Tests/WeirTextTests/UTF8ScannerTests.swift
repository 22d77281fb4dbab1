import Testing
import WeirText

@Suite struct UTF8ScannerTests {
  private func firstInvalid(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer(UTF8Scanner.firstInvalid)
  }

  @Test func `the borders of well-formed UTF-8 are the standard's`() {
    #expect(firstInvalid([]) == nil)
    #expect(firstInvalid([0xC2, 0x80, 0xDF, 0xBF]) == nil)
    #expect(firstInvalid([0xED, 0x9F, 0xBF, 0xEE, 0x80, 0x80]) == nil)
    #expect(firstInvalid([0xF4, 0x8F, 0xBF, 0xBF]) == nil)
    #expect(firstInvalid([0x41, 0xC1, 0xBF]) == 1)
    #expect(firstInvalid([0xE0, 0x9F, 0xBF]) == 0)
    #expect(firstInvalid([0xED, 0xA0, 0x80]) == 0)
    #expect(firstInvalid([0xF0, 0x8F, 0xBF, 0xBF]) == 0)
    #expect(firstInvalid([0xF4, 0x90, 0x80, 0x80]) == 0)
    #expect(firstInvalid([0xF5, 0x80, 0x80, 0x80]) == 0)
    #expect(firstInvalid([0x80]) == 0)
  }

  @Test func `a bad byte is found at every place around the sixteen-byte steps`() {
    for count in 0..<50 {
      for place in 0..<count {
        var bytes = [UInt8](repeating: 0x61, count: count)
        bytes[place] = 0xFF
        #expect(firstInvalid(bytes) == place)
      }
    }
  }

  @Test func `validation agrees with the standard library on random bytes`() {
    var generator = SeededGenerator(state: 1)
    let pool: [UInt8] = [0x41, 0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4]
    for _ in 0..<20_000 {
      let bytes = (0..<6).map { _ in pool.randomElement(using: &generator) ?? 0 }
      #expect((firstInvalid(bytes) == nil) == (String(validating: bytes, as: UTF8.self) != nil))
    }
  }

  @Test func `decoding and appending are inverse over every scalar`() {
    for value in UInt32(0)...0x10FFFF where value & 0xFFFF_F800 != 0xD800 && value % 7 < 2 {
      var bytes: [UInt8] = []
      UTF8Scanner.append(value, to: &bytes)
      let decoded = bytes.withUnsafeBufferPointer { UTF8Scanner.decode(at: 0, in: $0) }
      guard decoded.value == value, decoded.length == bytes.count else {
        Issue.record("U+\(String(value, radix: 16)) came back as \(decoded)")
        return
      }
    }
  }

  @Test func `what is no scalar decodes as one replacement character`() {
    for bytes: [UInt8] in [[0xFF], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0x80, 0x80], [0xC3]] {
      let decoded = bytes.withUnsafeBufferPointer { UTF8Scanner.decode(at: 0, in: $0) }
      #expect(decoded.value == 0xFFFD && decoded.length == 1)
    }
  }

  @Test func `the start of a scalar is found from each of its bytes`() {
    let starts = measured("aé€😀") { text in
      text.indices.map { UTF8Scanner.scalarStart(of: $0, in: text) }
    }
    #expect(starts == [0, 1, 1, 3, 3, 3, 6, 6, 6, 6])
  }
}

@Suite struct FastUTF8Tests {
  @Test func `what is not ASCII ends where it ends sequence by sequence`() {
    var generator = SeededGenerator(state: 31)
    let leads: [UInt8] = [0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0x41]
    let others: [UInt8] = [0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0x7F, 0xC0]
    for round in 0..<5_000 {
      var bytes = Array(randomText(&generator, length: round % 5).utf8)
      bytes.append(leads.randomElement(using: &generator) ?? 0)
      for _ in 0..<round % 5 { bytes.append(others.randomElement(using: &generator) ?? 0) }
      bytes.withUnsafeBufferPointer { utf8 in
        var end = 0
        while end < utf8.count, utf8[end] >= 0x80 {
          let length = UTF8Scanner.sequenceLength(at: end, in: utf8)
          if length == 0 { break }
          end += length
        }
        #expect(UTF8Scanner.endOfNonASCII(from: 0, in: utf8) == end)
      }
    }
  }

  @Test func `every pair of first bytes begins a sequence in both or in neither`() {
    for first in UInt8(0x80)...0xFF {
      for second in UInt8.min...UInt8.max {
        for rest in [[0x80, 0x80], [0xBF, 0x80], [0x80, 0xBF], [0x41, 0x80], [0x80, 0x41]]
          as [[UInt8]]
        {
          let bytes = [first, second] + rest + [0x20, 0x20, 0x20, 0x20]
          bytes.withUnsafeBufferPointer { utf8 in
            let length = UTF8Scanner.sequenceLength(at: 0, in: utf8)
            let end = UTF8Scanner.endOfNonASCII(from: 0, in: utf8)
            if length == 0 ? end != 0 : end < length { Issue.record("\(bytes)") }
          }
        }
      }
    }
  }
}
