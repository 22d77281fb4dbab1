/// What a derived key is for: one secret serves them all, and none gives another away.
///
/// A derived key is HKDF-SHA-256 (RFC 5869) of the secret's bytes with an empty salt, the raw value
/// here as info, and 32 bytes of output. In Python, `secret` being the decoded bytes:
///
///     from cryptography.hazmat.primitives import hashes
///     from cryptography.hazmat.primitives.kdf.hkdf import HKDF
///     key = HKDF(hashes.SHA256(), 32, None, b"weir/encrypt/v1").derive(secret)
///
/// A raw value is part of every token ever written: it is never changed, only followed by a `v2`.
public enum KeyPurpose: String, CaseIterable, Sendable {
  /// Tokens of `hash`.
  case hash = "weir/hash/v1"
  /// Fernet tokens of `encrypt`: signing key, then encryption key, 16 bytes each.
  case encrypt = "weir/encrypt/v1"
  /// Initialisation vectors of `encrypt`.
  case vector = "weir/vector/v1"
  /// The chain of an audit log.
  case audit = "weir/audit/v1"
  /// Keyed hashes in saved state.
  case state = "weir/state/v1"
  /// The public key id.
  case identity = "weir/identity/v1"
}
