/// Steps through valid UTF-8, one scalar at a time.
enum UTF8Scalars {
  /// Bytes of the scalar that `lead` begins.
  static func length(of lead: UInt8) -> Int {
    switch lead {
    case 0x00...0x7F: 1
    case 0xC0...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xFF: 4
    default: 1
    }
  }

  /// The scalar at `index` and the index after it. Damaged bytes read as U+FFFD, one by one.
  static func next(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int) {
    let lead = text[index]
    let count = length(of: lead)
    if count == 1 { return (lead < 0x80 ? UInt32(lead) : 0xFFFD, index + 1) }
    guard index + count <= text.count else { return (0xFFFD, index + 1) }
    var value = UInt32(lead) & (0x7F >> UInt32(count))
    for offset in 1..<count { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
    return (value, index + count)
  }

  /// The start of the scalar that ends at `index`, which is above 0.
  static func start(_ text: UnsafeBufferPointer<UInt8>, before index: Int) -> Int {
    var start = index - 1
    while start > 0, text[start] & 0xC0 == 0x80, index - start < 4 { start -= 1 }
    return start
  }

  /// How many scalars begin in a range.
  static func count(in text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    var count = 0
    for index in range where text[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// Letters, numbers and the underscore, as `\w` of the patterns has it.
  static func isWord(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return isASCIIWord(scalar) }
    guard let scalar = Unicode.Scalar(scalar) else { return false }
    return UnicodeCategories.isWord(scalar.properties.generalCategory)
  }

  static func isASCIIWord(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
    default: false
    }
  }

  /// Whether `index` lies between a word character and something else.
  static func isBoundary(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let before = index > 0 && isWord(next(text, at: start(text, before: index)).0)
    let after = index < text.count && isWord(next(text, at: index).0)
    return before != after
  }
}
