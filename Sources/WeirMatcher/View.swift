/// A normalised reading of a text that maps back to its bytes. Later ones undo more.
public enum View: UInt8, Sendable, CaseIterable, Comparable {
  /// The text itself.
  case raw
  /// Disguise undone: compatibility forms, case, invisible characters, look-alikes.
  case folded
  /// Encoded stretches (percent, HTML, hex, base64) also opened.
  case decoded

  public static func < (a: View, b: View) -> Bool { a.rawValue < b.rawValue }

  /// As policies write it.
  public var name: String {
    switch self {
    case .raw: "raw"
    case .folded: "folded"
    case .decoded: "decoded"
    }
  }
}
