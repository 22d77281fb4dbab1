/// Memory that lines were read into. It stays where it is while anybody refers to it.
final class Chunk: @unchecked Sendable {
  // Invariant: written only by the reading thread, and only where no batch refers to it.
  let memory: UnsafeMutableRawBufferPointer

  init(bytes: Int) { memory = .allocate(byteCount: bytes, alignment: 64) }

  deinit { memory.deallocate() }
}
