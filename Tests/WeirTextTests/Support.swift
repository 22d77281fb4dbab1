import WeirText

func measured<T>(_ text: String, _ measure: (UnsafeBufferPointer<UInt8>) -> T) -> T {
  var text = text
  return text.withUTF8(measure)
}

func folded(_ text: String) -> String {
  String(decoding: measured(text, Folding.compatibilityFolded), as: UTF8.self)
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

/// Texts that mix ASCII, several scripts, pictographs and invisible characters.
func randomText(_ generator: inout SeededGenerator, length: Int) -> String {
  let ranges: [ClosedRange<UInt32>] = [
    0x20...0x7E, 0x20...0x7E, 0x20...0x7E, 0x9...0xD, 0xA0...0x24F, 0x300...0x4FF,
    0x600...0x6FF, 0x900...0x97F, 0x2000...0x206F, 0x2600...0x27BF, 0x4E00...0x4F00,
    0xAC00...0xAD00, 0xFE00...0xFFEF, 0x1F300...0x1F64F, 0xE0000...0xE01EF,
  ]
  var text = ""
  for _ in 0..<length {
    let range = ranges.randomElement(using: &generator) ?? 0x20...0x7E
    let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) ?? " "
    text.unicodeScalars.append(scalar)
  }
  return text
}
