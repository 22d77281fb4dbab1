import Crypto
import FoundationEssentials

/// HMAC-SHA-256 (RFC 2104) under one key, with the key's blocks hashed once instead of per value.
///
///     inner = SHA-256(key ⊕ 36 36 … ‖ value)        code = SHA-256(key ⊕ 5C 5C … ‖ inner)
///             |    kept    |                                       |    kept    |
///
/// Written out over `SHA256` because the library's own `HMAC` takes its values through unspecialised
/// generic calls, which cost more than the hashing of a short record.
struct KeyedHash: Sendable {
  /// Bytes of one block of SHA-256.
  private static let blockCount = 64

  // Invariant: never updated themselves. A copy shares its state until the copy's first update.
  private let inner: SHA256
  private let outer: SHA256

  init(key: SymmetricKey) {
    inner = Self.start(key, pad: 0x36)
    outer = Self.start(key, pad: 0x5C)
  }

  private static func start(_ key: SymmetricKey, pad: UInt8) -> SHA256 {
    var block = [UInt8](repeating: pad, count: blockCount)
    key.withUnsafeBytes { bytes in
      // A key beyond the block is hashed first, as the standard says.
      let short = bytes.count > blockCount ? sha256([UInt8](bytes)) : [UInt8](bytes)
      for (index, byte) in short.enumerated() { block[index] ^= byte }
    }
    var hasher = SHA256()
    block.withUnsafeMutableBytes { bytes in
      hasher.update(bufferPointer: UnsafeRawBufferPointer(bytes))
      bytes.initializeMemory(as: UInt8.self, repeating: 0)
    }
    return hasher
  }

  /// The 32-byte code of one run of bytes.
  func code(_ bytes: some Collection<UInt8>) -> [UInt8] {
    withBytes(bytes) { mac($0).array }
  }

  /// The code of one run of bytes.
  func mac(_ bytes: UnsafeRawBufferPointer) -> SHA256Digest {
    var running = inner
    running.update(bufferPointer: bytes)
    return finish(running)
  }

  /// The code of two runs of bytes, as if they were one.
  func mac(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> SHA256Digest {
    var running = inner
    running.update(bufferPointer: first)
    running.update(bufferPointer: second)
    return finish(running)
  }

  private func finish(_ running: SHA256) -> SHA256Digest {
    var last = outer
    running.finalize().withUnsafeBytes { last.update(bufferPointer: $0) }
    return last.finalize()
  }

  /// Whether `code` is the code of these bytes, in a time that does not depend on where they differ.
  func isCode(_ code: some Collection<UInt8>, of bytes: some Collection<UInt8>) -> Bool {
    isSame(code, self.code(bytes))
  }
}

extension SHA256Digest {
  var array: [UInt8] { withUnsafeBytes { [UInt8]($0) } }
}

/// Compares in a time that depends on the lengths alone, so that a forger learns nothing by timing.
func isSame(_ one: some Collection<UInt8>, _ other: some Collection<UInt8>) -> Bool {
  guard one.count == other.count else { return false }
  var difference: UInt8 = 0
  for (left, right) in zip(one, other) { difference |= left ^ right }
  return difference == 0
}

/// Eight bytes, most significant first.
func bigEndian(_ value: UInt64) -> [UInt8] {
  withUnsafeBytes(of: value.bigEndian) { Array($0) }
}
