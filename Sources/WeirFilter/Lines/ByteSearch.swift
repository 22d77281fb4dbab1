#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension UnsafeBufferPointer<UInt8> {
  /// The place of the first line end, by the C library's vectorised search.
  func newline() -> Int? {
    guard count > 0, let base = baseAddress, let found = memchr(base, 0x0A, count) else {
      return nil
    }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
  }

  /// Without JSON's white space at either end.
  @inline(__always)
  var trimmed: UnsafeBufferPointer<UInt8> {
    var first = 0
    var last = count
    while first < last, self[first].isJSONSpace { first += 1 }
    while last > first, self[last - 1].isJSONSpace { last -= 1 }
    return UnsafeBufferPointer(rebasing: self[first..<last])
  }
}

extension UInt8 {
  fileprivate var isJSONSpace: Bool {
    self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D
  }
}
