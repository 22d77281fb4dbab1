import Crypto
import FoundationEssentials

/// The SHA-256 digest (FIPS 180-4) of bytes: 32 bytes. Linear in the input.
public func sha256(_ bytes: some Collection<UInt8>) -> [UInt8] {
  var digest = RunningDigest()
  digest.update(bytes)
  return digest.finish()
}

/// Lends the SHA-256 digest of bytes that lie in one piece: short ones take half as long as with
/// the generic function, which makes an array.
public func withSHA256(
  of bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeRawBufferPointer) -> Void
) {
  var hasher = SHA256()
  hasher.update(bufferPointer: UnsafeRawBufferPointer(bytes))
  hasher.finalize().withUnsafeBytes(body)
}

/// A SHA-256 digest of bytes that come in pieces; how they are cut does not matter.
public struct RunningDigest: Sendable {
  private var hasher = SHA256()

  public init() {}

  /// Takes the next bytes.
  public mutating func update(_ bytes: some Collection<UInt8>) {
    withBytes(bytes) { hasher.update(bufferPointer: $0) }
  }

  /// The digest of everything so far: 32 bytes. More may follow.
  public func finish() -> [UInt8] { hasher.finalize().array }
}

/// Hands over a collection's bytes in one piece, copying only those that do not lie so already.
func withBytes<Outcome>(
  _ bytes: some Collection<UInt8>, _ body: (UnsafeRawBufferPointer) -> Outcome
) -> Outcome {
  let outcome = bytes.withContiguousStorageIfAvailable { body(UnsafeRawBufferPointer($0)) }
  return outcome ?? Array(bytes).withUnsafeBytes(body)
}
