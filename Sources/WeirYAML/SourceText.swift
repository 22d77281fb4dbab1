/// The bytes of a file once they are known to be UTF-8 within bounds, without a byte order mark.
struct SourceText {
  let file: String
  let bytes: [UInt8]

  init(bytes: [UInt8], file: String) throws(YAMLError) {
    self.file = file
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    self.bytes = hasMark ? Array(bytes.dropFirst(3)) : bytes
    guard bytes.count <= YAMLLimits.fileBytesMax else {
      throw error(
        at: start, "the file has \(bytes.count) bytes, more than \(YAMLLimits.fileBytesMax)")
    }
    if let offset = firstInvalidOffset() {
      throw error(at: mark(offset: offset), "this byte is not valid UTF-8")
    }
  }

  let start = YAMLMark(line: 1, column: 1)

  func error(at mark: YAMLMark, _ message: String) -> YAMLError {
    YAMLError(file: file, at: mark, message)
  }

  /// The place of a byte. Linear: for errors only.
  func mark(offset: Int) -> YAMLMark {
    let before = bytes.prefix(offset)
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    return YAMLMark(line: line, column: column)
  }

  private func firstInvalidOffset() -> Int? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var decoder = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let units): offset += units.count
      case .error, .emptyInput: return offset
      }
    }
  }
}
