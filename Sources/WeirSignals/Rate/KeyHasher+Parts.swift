/// Parts of a key: a type byte, the length as eight bytes, the bytes.
extension KeyHasher {
  private enum PartType: UInt8 {
    case absent
    case boolean
    case integer
    case real
    case text
  }

  /// Adds UTF-8 bytes as one part.
  public mutating func add(text: UnsafeRawBufferPointer) {
    begin(.text, byteCount: text.count)
    update(text)
  }

  public mutating func add(text: Span<UInt8>) {
    text.withUnsafeBytes { add(text: $0) }
  }

  public mutating func add(text: String) {
    var text = text
    text.withUTF8 { add(text: UnsafeRawBufferPointer($0)) }
  }

  public mutating func add(integer: Int64) {
    begin(.integer, byteCount: 8)
    update(word: UInt64(bitPattern: integer))
  }

  /// Adds a number; −0 counts as 0, and every NaN as the same one.
  public mutating func add(real: Double) {
    begin(.real, byteCount: 8)
    update(word: (real == 0 ? 0.0 : real.isNaN ? .nan : real).bitPattern)
  }

  public mutating func add(boolean: Bool) {
    begin(.boolean, byteCount: 1)
    update(byte: boolean ? 1 : 0)
  }

  /// Adds a part that says "no value", which equals no other part.
  public mutating func addAbsent() {
    begin(.absent, byteCount: 0)
  }

  private mutating func begin(_ type: PartType, byteCount: Int) {
    update(byte: type.rawValue)
    update(word: UInt64(byteCount))
  }
}
