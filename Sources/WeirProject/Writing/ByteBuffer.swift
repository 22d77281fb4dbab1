/// Bytes that are only ever added at the end, in memory of its own.
///
///     | written | free |
///     base      count  capacity
///
/// An array of bytes would ask at every byte whether somebody shares it; this can't be shared.
public struct ByteBuffer: ~Copyable, @unchecked Sendable {
  // Invariant: 0 ≤ count ≤ capacity, and `base` has room for `capacity` bytes.
  @usableFromInline var base: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int
  @usableFromInline var length = 0

  public init(capacity: Int = 256) {
    self.capacity = max(capacity, 16)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  @inlinable public var count: Int { length }
  @inlinable public var isEmpty: Bool { length == 0 }

  /// The written bytes; valid until the next change.
  @inlinable public var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base, count: length)
  }

  /// The written bytes from a place on; valid until the next change.
  @inlinable public func bytes(from start: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(start >= 0 && start <= length, "only what was written is read")
    return UnsafeBufferPointer(start: base + start, count: length - start)
  }

  /// Room for `extra` bytes behind the written ones; ``commit(_:)`` says how many were used.
  @inlinable @inline(__always)
  public mutating func room(_ extra: Int) -> UnsafeMutablePointer<UInt8> {
    if capacity &- length < extra { grow(by: extra) }
    return base + length
  }

  @inlinable public mutating func commit(_ used: Int) {
    precondition(used >= 0 && used <= capacity - length, "no more is used than there was room for")
    length += used
  }

  /// ``commit(_:)`` of what was counted when the room was asked for.
  @inlinable @inline(__always)
  mutating func use(_ counted: Int) { length &+= counted }

  @inlinable @inline(__always)
  public mutating func append(_ byte: UInt8) {
    if capacity == length { grow(by: 1) }
    base[length] = byte
    length &+= 1
  }

  @inlinable @inline(__always)
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    UnsafeMutableRawPointer(room(bytes.count)).copyMemory(from: source, byteCount: bytes.count)
    length &+= bytes.count
  }

  /// Text that the compiler has laid out already: one copy of known length.
  @inlinable @inline(__always)
  public mutating func append(_ text: StaticString) {
    let count = text.utf8CodeUnitCount
    UnsafeMutableRawPointer(room(count)).copyMemory(from: text.utf8Start, byteCount: count)
    length &+= count
  }

  @inlinable public mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  /// Forgets the bytes and keeps the memory.
  @inlinable public mutating func clear() { length = 0 }

  @usableFromInline mutating func grow(by extra: Int) {
    let larger = max(capacity * 2, length + extra)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.update(from: base, count: length)
    base.deallocate()
    base = moved
    capacity = larger
  }
}
