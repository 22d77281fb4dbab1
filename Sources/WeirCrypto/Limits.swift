/// Bounds of this module, each with its unit and reason.
public enum CryptoLimits {
  /// Bytes that a key needs: 256 bits, what HMAC-SHA-256 and Fernet are worth at most.
  public static let keyBytesMin = 32
  /// Bytes that a key may have: more is a wrong file, not a better key.
  public static let keyBytesMax = 4_096
  /// Keys in one ring: each is tried in turn on every token that is opened.
  public static let keysPerRingMax = 64
  /// Characters in one encrypted token: the longest line (8 MiB) encrypted whole, with room.
  public static let tokenCharactersMax = 16 << 20
}
