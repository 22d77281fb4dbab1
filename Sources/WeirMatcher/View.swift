/// A normalised reading of a text that maps back to its bytes.
public enum View: UInt8, Sendable, CaseIterable {
  /// The text itself.
  case raw
  /// Disguise undone: compatibility forms, case, invisible characters, look-alikes.
  case folded
  /// Encoded stretches (percent, HTML, hex, base64) also opened.
  case decoded
}
