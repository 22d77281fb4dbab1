extension ByteBuffer {
  /// A number in decimal digits.
  public mutating func append(decimal number: Int64) {
    if number < 0 { append(0x2D) }
    append(decimal: number.magnitude)
  }

  public mutating func append(decimal number: UInt64) {
    // From the end of the longest number's room, then to its beginning: no digits are counted.
    let place = room(Self.digitsMax)
    var (rest, first) = (number, Self.digitsMax)
    repeat {
      let pair = Int(truncatingIfNeeded: rest % 100) * 2
      rest /= 100
      first -= 2
      place[first] = digitPairs.utf8Start[pair]
      place[first + 1] = digitPairs.utf8Start[pair + 1]
    } while rest > 0
    if place[first] == 0x30 && first < Self.digitsMax - 1 { first += 1 }
    place.update(from: place + first, count: Self.digitsMax - first)
    commit(Self.digitsMax - first)
  }

  /// Of the largest number.
  private static let digitsMax = 20

  /// The last `digits` decimal digits, with zeros in front where there are fewer.
  mutating func append(decimal number: UInt64, digits: Int) {
    let place = room(digits)
    var (rest, left) = (number, digits)
    // Two at a time: half the divisions.
    while left >= 2 {
      let pair = Int(truncatingIfNeeded: rest % 100) * 2
      rest /= 100
      left -= 2
      place[left] = digitPairs.utf8Start[pair]
      place[left + 1] = digitPairs.utf8Start[pair + 1]
    }
    if left == 1 { place[0] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10) }
    commit(digits)
  }

  /// Lower-case hexadecimal digits, two a byte.
  public mutating func append(hex bytes: UnsafeRawBufferPointer) {
    let place = room(2 * bytes.count)
    for (index, byte) in bytes.enumerated() {
      place[2 * index] = hexDigits.utf8Start[Int(byte >> 4)]
      place[2 * index + 1] = hexDigits.utf8Start[Int(byte & 15)]
    }
    commit(2 * bytes.count)
  }

  /// The shortest digits that read back as the same number, as Swift prints it; it must be finite.
  public mutating func append(real number: Double) {
    if append(shortReal: number) { return }
    var text = number.description
    text.withUTF8 { append($0) }
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

private let digitPairs: StaticString = """
  00010203040506070809101112131415161718192021222324252627282930313233343536373839\
  40414243444546474849505152535455565758596061626364656667686970717273747576777879\
  8081828384858687888990919293949596979899
  """

private let hexDigits: StaticString = "0123456789abcdef"
