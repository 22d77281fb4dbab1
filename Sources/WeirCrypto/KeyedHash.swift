import Crypto
import FoundationEssentials

/// HMAC-SHA-256 (RFC 2104) under one key, with the key's block hashed once instead of per value.
struct KeyedHash: Sendable {
  // Invariant: never updated itself. A copy shares it until the copy's first update.
  private let keyed: HMAC<SHA256>

  init(key: SymmetricKey) {
    keyed = HMAC(key: key)
  }

  /// The 32-byte code of one run of bytes.
  func code(_ bytes: some Collection<UInt8>) -> [UInt8] {
    withBytes(bytes) { Array(mac([$0])) }
  }

  /// The 32-byte code of several runs of bytes, as if they were one.
  func mac(_ parts: [UnsafeRawBufferPointer]) -> HMAC<SHA256>.MAC {
    var running = keyed
    for part in parts { running.update(data: part) }
    return running.finalize()
  }

  /// Whether `code` is the code of these bytes, in a time that does not depend on where they differ.
  func isCode(_ code: some Collection<UInt8>, of bytes: some Collection<UInt8>) -> Bool {
    isSame(code, self.code(bytes))
  }
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
