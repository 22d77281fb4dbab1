/// Where the lines of a file begin, for turning byte offsets into lines and columns.
struct LineIndex {
  private let bytes: [UInt8]
  private let starts: [Int]

  /// Linear in the length of the file.
  init(_ source: SourceFile) {
    bytes = source.bytes
    var starts = [0]
    for (offset, byte) in source.bytes.enumerated() where byte == 0x0a { starts.append(offset + 1) }
    self.starts = starts
  }

  /// The line that holds this byte, counted from 1. Logarithmic.
  func line(at offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The bytes of a line without its line break.
  func bytes(ofLine line: Int) -> Range<Int> {
    guard line >= 1, line <= starts.count else { return bytes.count..<bytes.count }
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == 0x0d { end -= 1 }
    return start..<end
  }

  func text(ofLine line: Int) -> String {
    String(decoding: bytes[bytes(ofLine: line)], as: UTF8.self)
  }

  /// The column of a byte in characters, counted from 1.
  func column(at offset: Int) -> Int {
    let range = bytes(ofLine: line(at: offset))
    let end = min(max(offset, range.lowerBound), bytes.count)
    return String(decoding: bytes[range.lowerBound..<end], as: UTF8.self).count + 1
  }
}
