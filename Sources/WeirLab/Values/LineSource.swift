import WeirProject

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lines of a file or of stdin, one at a time, in bounded memory.
///
/// A line ends at a newline; a carriage return before it belongs to the end. A line over the bound is
/// given cut, so that its reader finds it malformed.
public struct LineSource: ~Copyable {
  private let descriptor: Int32
  private let path: String
  private let lineBytesMax: Int
  private var buffer = [UInt8](repeating: 0, count: 256 * 1024)
  private var start = 0
  private var end = 0
  private var isAtEnd = false

  /// - Parameter path: a file, or nil for stdin.
  public init(path: String?, lineBytesMax: Int) throws(FileError) {
    descriptor = try Self.opened(path)
    self.path = path ?? "stdin"
    self.lineBytesMax = lineBytesMax
  }

  private static func opened(_ path: String?) throws(FileError) -> Int32 {
    guard let path else { return dup(STDIN_FILENO) }
    return try Files.openToRead(path)
  }

  /// Lines of bytes that are there already.
  public init(bytes: [UInt8], lineBytesMax: Int) {
    path = ""
    self.lineBytesMax = lineBytesMax
    descriptor = -1
    buffer = bytes
    end = bytes.count
    isAtEnd = true
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// The next line without its end, or nil when there is no more.
  public mutating func next() throws(FileError) -> [UInt8]? {
    guard var line = try nextWithEnd() else { return nil }
    if line.last == 0x0a { line.removeLast() }
    if line.last == 0x0d { line.removeLast() }
    return line
  }

  /// The next line with its end, if it has one, or nil when there is no more.
  public mutating func nextWithEnd() throws(FileError) -> [UInt8]? {
    var line: [UInt8] = []
    while true {
      if start == end, try !fill() { return line.isEmpty ? nil : line }
      let newline = buffer[start..<end].firstIndex(of: 0x0a)
      let stop = newline.map { $0 + 1 } ?? end
      // A little over the bound is kept, so that the bound is seen to be passed.
      let room = max(0, lineBytesMax + 2 - line.count)
      line += buffer[start..<min(stop, start + room)]
      start = stop
      if newline != nil { return line }
    }
  }

  private mutating func fill() throws(FileError) -> Bool {
    if isAtEnd { return false }
    switch buffer.withUnsafeMutableBytes({ SystemCall.readOnce(descriptor, $0) }) {
    case .failure(let error): throw FileError(path: path, reason: error.reason)
    case .success(let count):
      start = 0
      end = count
      isAtEnd = count == 0
      return count > 0
    }
  }
}
