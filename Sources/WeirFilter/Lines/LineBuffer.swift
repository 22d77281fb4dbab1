import WeirProject

/// Bytes that were read and not judged yet, given out line by line without copying.
///
///     | judged | line \n line \n half a li | free |
///              start                       end    capacity
///
/// Lines that are judged on another thread keep their `Chunk`; then reading goes on in another one.
struct LineBuffer: ~Copyable {
  /// The memory in use, of which this buffer is the only owner while nobody judges from it.
  private(set) var chunk: Chunk
  /// Memory that was in use before and may be again.
  private var others: [Chunk] = []
  private var start = 0
  private var end = 0
  /// Invariant: no line end lies in `start..<scanned`, so that no byte is looked at twice.
  private var scanned = 0
  private let initialBytes: Int
  private let bytesMax: Int

  /// - Parameter lineBytesMax: the buffer grows until a line of this length and one byte fit.
  init(lineBytesMax: Int, initialBytes: Int = FilterLimits.readBytes) {
    self.initialBytes = initialBytes
    bytesMax = max(initialBytes, lineBytesMax &+ 2)
    chunk = Chunk(bytes: initialBytes)
  }

  /// Bytes after the last line given out.
  var pendingCount: Int { end - start }

  var pending: UnsafeBufferPointer<UInt8> { bytes(start, end) }

  /// The next complete line without its line end; it stays valid until ``fill(from:)``, and longer
  /// for who refers to `chunk`.
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
    let room = UnsafeMutableRawBufferPointer(rebasing: chunk.memory[end...])
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
      rebasing: UnsafeRawBufferPointer(chunk.memory).bindMemory(to: UInt8.self)[from..<to])
  }

  // MARK: - Room

  private mutating func makeRoom() {
    let pending = end - start
    // A half-full buffer would make small reads of long lines.
    if pending > chunk.memory.count / 2 && chunk.memory.count < bytesMax {
      move(to: Chunk(bytes: min(bytesMax, chunk.memory.count * 2)))
    } else if !isKnownUniquelyReferenced(&chunk) {
      let next = pending > initialBytes / 2 ? Chunk(bytes: chunk.memory.count) : otherChunk()
      if chunk.memory.count == initialBytes { others.append(chunk) }
      move(to: next)
    } else if start > 0 {
      move(to: chunk)
    }
  }

  /// A chunk of the first size that nobody refers to.
  private mutating func otherChunk() -> Chunk {
    for place in others.indices where isKnownUniquelyReferenced(&others[place]) {
      return others.remove(at: place)
    }
    return Chunk(bytes: initialBytes)
  }

  /// Takes what is pending to the beginning of a chunk, this one or another.
  private mutating func move(to next: Chunk) {
    next.memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: chunk.memory[start..<end]))
    scanned -= start
    end -= start
    start = 0
    chunk = next
  }
}
