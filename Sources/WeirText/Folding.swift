/// Comparison keys that ignore case, compatibility form and default-ignorable characters.
public enum Folding {
  /// A key that two texts share when they differ only in case, compatibility form (full width,
  /// ligature, circled …) or invisible characters.
  ///
  /// Like NFKC_Casefold (the Unicode Standard, 3.13), but left decomposed: a key to compare with
  /// other keys of this function, not a form for output. Letters that merely look alike (Cyrillic
  /// `а`) stay different. Linear, but for runs of combining marks, which are sorted.
  public static func compatibilityFolded(_ utf8: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let ascii = UTF8Scanner.endOfASCII(from: 0, in: utf8)
    var key: [UInt8] = []
    key.reserveCapacity(utf8.count)
    if ascii == utf8.count {
      for byte in utf8 { key.append(asciiFolded(byte)) }
      return key
    }
    for scalar in foldedScalars(utf8) { UTF8Scanner.append(scalar, to: &key) }
    return key
  }

  /// Appends what one scalar becomes in a key, from nothing to eighteen scalars; marks are not yet
  /// in canonical order.
  public static func appendFolded(_ scalar: UInt32, to scalars: inout [UInt32]) {
    FoldTable.shared.appendFolded(scalar, to: &scalars)
  }

  /// Appends the scalars of a text's key; false, with some of them appended, where there are more
  /// than `most`. Stops soon beyond, so that a long text need not be folded to differ from a short.
  public static func appendFolded(
    _ utf8: UnsafeBufferPointer<UInt8>, atMost most: Int, to scalars: inout [UInt32]
  ) -> Bool {
    let table = FoldTable.shared
    let start = scalars.count
    var index = 0
    while index < utf8.count {
      let decoded = UTF8Scanner.decode(at: index, in: utf8)
      table.appendFolded(decoded.value, to: &scalars)
      guard scalars.count &- start <= most else { return false }
      index &+= decoded.length
    }
    table.orderMarks(&scalars, from: start)
    return true
  }

  /// The key of an ASCII byte: its lower case.
  @inlinable
  public static func asciiFolded(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  private static func foldedScalars(_ utf8: UnsafeBufferPointer<UInt8>) -> [UInt32] {
    let table = FoldTable.shared
    var scalars: [UInt32] = []
    scalars.reserveCapacity(utf8.count)
    var index = 0
    while index < utf8.count {
      let decoded = UTF8Scanner.decode(at: index, in: utf8)
      table.appendFolded(decoded.value, to: &scalars)
      index &+= decoded.length
    }
    table.orderMarks(&scalars)
    return scalars
  }
}
