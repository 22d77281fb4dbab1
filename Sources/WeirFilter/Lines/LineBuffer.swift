import WeirProject

/// Bytes that were read and not judged yet, given out line by line without copying.
///
///     | judged | line \n line \n half a li | free |
///              start                       end    capacity
struct LineBuffer: ~Copyable {
  private var memory: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0
  /// Invariant: no line end lies in `start..<scanned`, so that no byte is looked at twice.
  private var scanned = 0
  private let bytesMax: Int

  /// - Parameter lineBytesMax: the buffer grows until a line of this length and one byte fit.
  init(lineBytesMax: Int, initialBytes: Int = FilterLimits.readBytes) {
    bytesMax = max(initialBytes, lineBytesMax &+ 2)
    memory = .allocate(byteCount: initialBytes, alignment: 64)
  }

  deinit { memory.deallocate() }

  /// Bytes after the last line given out.
  var pendingCount: Int { end - start }

  var pending: UnsafeBufferPointer<UInt8> { bytes(start, end) }

  /// The next complete line without its line end; it stays valid until ``fill(from:)``.
  mutating func nextLine() -> UnsafeBufferPointer<UInt8>? {
    guard let place = newline() else { return nil }
    let line = bytes(start, place)
    start = place + 1
    scanned = start
    return line
  }

  /// Everything left, as the last line or a piece of an overlong one.
  mutating func takePending() -> UnsafeBufferPointer<UInt8> {
    let rest = bytes(start, end)
    start = end
    scanned = end
    return rest
  }

  /// Reads once into the free part: the bytes read, 0 at the end of the input.
  mutating func fill(from descriptor: Int32) -> Result<Int, SystemError> {
    makeRoom()
    let room = UnsafeMutableRawBufferPointer(rebasing: memory[end...])
    let outcome = SystemCall.readOnce(descriptor, room)
    if case .success(let count) = outcome { end += count }
    return outcome
  }

  private mutating func newline() -> Int? {
    let rest = bytes(scanned, end)
    if let found = rest.newline() { return scanned + found }
    scanned = end
    return nil
  }

  private func bytes(_ from: Int, _ to: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      rebasing: UnsafeRawBufferPointer(memory).bindMemory(to: UInt8.self)[from..<to])
  }

  private mutating func makeRoom() {
    if start > 0 {
      memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[start..<end]))
      scanned -= start
      end -= start
      start = 0
    }
    // A half-full buffer would make small reads of long lines.
    if end > memory.count / 2 && memory.count < bytesMax {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: min(bytesMax, memory.count * 2), alignment: 64)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<end]))
      memory.deallocate()
      memory = larger
    }
  }
}
