import WeirText

/// The measures once more, scalar by scalar, as their documentation says.
enum PlainMeasures {
  static func scalars(_ utf8: UnsafeBufferPointer<UInt8>) -> [UInt32] {
    var scalars: [UInt32] = []
    var index = 0
    while index < utf8.count {
      let decoded = UTF8Scanner.decode(at: index, in: utf8)
      scalars.append(decoded.value)
      index += decoded.length
    }
    return scalars
  }

  static func share(_ scalars: [UInt32], _ isWanted: (UInt32) -> Bool) -> Double {
    scalars.isEmpty ? 0 : Double(scalars.count(where: isWanted)) / Double(scalars.count)
  }

  static func uppercaseRatio(_ scalars: [UInt32]) -> Double {
    share(scalars.filter { [.upper, .letter].contains(ScalarClass($0)) }) {
      ScalarClass($0) == .upper
    }
  }

  static func isSpace(_ scalar: UInt32) -> Bool {
    ScalarClass(scalar) == .space || [0x0B, 0x0C, 0x85].contains(scalar)
  }

  static func words(_ scalars: [UInt32]) -> [ArraySlice<UInt32>] {
    scalars.split(whereSeparator: isSpace)
  }

  static func lineCount(_ scalars: [UInt32]) -> Int {
    var ends = 0
    for (place, scalar) in scalars.enumerated() {
      let isPair = scalar == 0x0A && place > 0 && scalars[place - 1] == 0x0D
      ends += (scalar == 0x0A || scalar == 0x0D) && !isPair ? 1 : 0
    }
    let isEnded = scalars.last.map { $0 == 0x0A || $0 == 0x0D } ?? true
    return ends + (isEnded ? 0 : 1)
  }

  static func base64LikeRatio(_ scalars: [UInt32]) -> Double {
    let alphabet = Set(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-".unicodeScalars.map(
        \.value))
    let runs = scalars.split { !alphabet.contains($0) }.filter { run in
      let kinds = [0x61...0x7A, 0x41...0x5A, 0x30...0x39] as [ClosedRange<UInt32>]
      return run.count >= 16 && kinds.count { kind in run.contains { kind.contains($0) } } >= 2
    }
    return scalars.isEmpty ? 0 : Double(runs.reduce(0) { $0 + $1.count }) / Double(scalars.count)
  }

  /// In the order of additions that the measure promises: ASCII by code, then all other counts.
  static func entropy(_ scalars: [UInt32], log2: (Double) -> Double) -> Double {
    guard !scalars.isEmpty else { return 0 }
    let counts = Dictionary(grouping: scalars) { $0 }.mapValues(\.count)
    let ascii = counts.filter { $0.key < 0x80 }.sorted { $0.key < $1.key }.map(\.value)
    let others = counts.filter { $0.key >= 0x80 }.map(\.value).sorted()
    var sum = 0.0
    for count in ascii + others where count > 1 { sum += Double(count) * log2(Double(count)) }
    return max(0, log2(Double(scalars.count)) - sum / Double(scalars.count))
  }

  /// Share of bytes in greedy repeats, with the table of the last place of each window.
  static func repetitionRatio(_ utf8: UnsafeBufferPointer<UInt8>) -> Double {
    guard utf8.count > 8 else { return 0 }
    let bits = min(12, Int.bitWidth - utf8.count.leadingZeroBitCount)
    var places = [Int?](repeating: nil, count: 1 << bits)
    var repeated = 0
    var index = 0
    while index + 8 <= utf8.count {
      let word = utf8[index..<index + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let bucket = Int((word &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
      let earlier = places[bucket]
      places[bucket] = index
      var length = 0
      if let earlier {
        while index + length < utf8.count, utf8[earlier + length] == utf8[index + length] {
          length += 1
        }
      }
      repeated += length >= 8 ? length : 0
      index += length >= 8 ? length : 1
    }
    return Double(repeated) / Double(utf8.count)
  }
}
