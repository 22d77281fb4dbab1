extension ByteBuffer {
  /// A number in decimal digits.
  @inlinable @inline(__always)
  public mutating func append(decimal number: Int64) {
    if number < 0 { append(0x2D) }
    append(decimal: number.magnitude)
  }

  @inlinable @inline(__always)
  public mutating func append(decimal number: UInt64) {
    if number < 10 { return append(0x30 &+ UInt8(truncatingIfNeeded: number)) }
    append(digitsOf: number)
  }

  /// One that is not zero.
  @usableFromInline
  mutating func append(digitsOf number: UInt64) {
    if number < 100_000_000 {
      let digits = Self.eightDigits(of: number)
      append(digits, from: digits.trailingZeroBitCount >> 3)
    } else {
      let (front, last) = number.quotientAndRemainder(dividingBy: 100_000_000)
      append(digitsOf: front)
      append(decimal: last, digits: 8)
    }
  }

  /// The last `digits` decimal digits of a number of at most eight, with zeros in front where there
  /// are fewer.
  @inline(__always)
  mutating func append(decimal number: UInt64, digits: Int) {
    append(Self.eightDigits(of: number), from: 8 - digits)
  }

  @inline(__always)
  private mutating func append(_ eightDigits: UInt64, from first: Int) {
    let text = (eightDigits | 0x3030_3030_3030_3030) &>> UInt64(truncatingIfNeeded: 8 &* first)
    UnsafeMutableRawPointer(room(8)).storeBytes(of: text.littleEndian, as: UInt64.self)
    use(8 &- first)
  }

  /// Eight digits, the first lowest, each division of all parts at once by multiplying and shifting
  /// (P. Khuong, How to print integers really fast, 2017):
  ///
  ///     number       12345678
  ///     thousands    1234 | 5678            parts of 32 bits, the first lowest
  ///     hundreds     12 | 34 | 56 | 78      of 16
  ///     digits       1|2|3|4|5|6|7|8        of 8
  @inline(__always)
  private static func eightDigits(of number: UInt64) -> UInt64 {
    let (first, last) = number.quotientAndRemainder(dividingBy: 10_000)
    let thousands = first | last &<< 32
    let high = (thousands &* 10_486) &>> 20 & 0x0000_007F_0000_007F
    let hundreds = high | (thousands &- 100 &* high) &<< 16
    let tens = (hundreds &* 103) &>> 10 & 0x000F_000F_000F_000F
    return tens | (hundreds &- 10 &* tens) &<< 8
  }

  /// Lower-case hexadecimal digits, two a byte; four bytes at a time.
  public mutating func append(hex bytes: UnsafeRawBufferPointer) {
    let place = UnsafeMutableRawPointer(room(2 * bytes.count))
    var index = 0
    while index + 4 <= bytes.count {
      let four = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self))
      place.storeBytes(
        of: Self.hexDigits(of: four).littleEndian, toByteOffset: 2 * index, as: UInt64.self)
      index += 4
    }
    while index < bytes.count {
      let digits = UInt16(truncatingIfNeeded: Self.hexDigits(of: UInt32(bytes[index])))
      place.storeBytes(of: digits.littleEndian, toByteOffset: 2 * index, as: UInt16.self)
      index += 1
    }
    commit(2 * bytes.count)
  }

  /// Eight digits, the first lowest:
  ///
  ///     four bytes   0x0000_0000_DDCC_BBAA
  ///     apart        0x00DD_00CC_00BB_00AA
  ///     half bytes   0x0D0D_0C0C_0B0B_0A0A   the upper half of a byte below the lower one
  ///     digits       each and `0`, from ten on as far beyond as `a` is
  @inline(__always)
  private static func hexDigits(of four: UInt32) -> UInt64 {
    var apart = UInt64(four)
    apart = (apart | apart << 16) & 0x0000_FFFF_0000_FFFF
    apart = (apart | apart << 8) & 0x00FF_00FF_00FF_00FF
    let halves = apart >> 4 & 0x000F_000F_000F_000F | (apart & 0x000F_000F_000F_000F) << 8
    // Adding six carries into the upper half of a byte from ten on.
    let letters = (halves + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return halves + 0x3030_3030_3030_3030 + letters * 39
  }

  /// The shortest digits that read back as the same number, as Swift prints it; it must be finite.
  public mutating func append(real number: Double) {
    if append(shortReal: number) { return }
    var text = RealText(start: room(RealText.bytesMax))
    number.write(to: &text)
    commit(text.count)
  }

  /// Numbers with at most six digits behind the point, as rounded scores are. A text of at most 15
  /// digits is the only one of that length for its number, so it is the shortest.
  private mutating func append(shortReal number: Double) -> Bool {
    let magnitude = number.magnitude
    guard magnitude >= 0.0001 && magnitude < 1_000_000 else { return false }
    let millionths = (magnitude * 1_000_000).rounded()
    guard millionths / 1_000_000 == magnitude else { return false }
    if number < 0 { append(0x2D) }
    let (whole, fraction) = UInt64(millionths).quotientAndRemainder(dividingBy: 1_000_000)
    append(decimal: whole)
    append(0x2E)
    append(decimal: fraction, digits: 6)
    while base[length - 1] == 0x30 && base[length - 2] != 0x2E { length -= 1 }
    return true
  }
}

/// Takes the text of a number where the library lays it out; `description` would make a string of it.
private struct RealText: TextOutputStream {
  let start: UnsafeMutablePointer<UInt8>
  var count = 0

  /// The longest have 24: `-2.2250738585072014e-308`.
  static let bytesMax = 32

  mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { _writeASCII($0) }
  }

  /// By this the library hands on text that is no string yet; what calls `write` is as right.
  mutating func _writeASCII(_ text: UnsafeBufferPointer<UInt8>) {
    precondition(count + text.count <= Self.bytesMax, "a number has a bounded length")
    for byte in text {
      start[count] = byte
      count += 1
    }
  }
}
