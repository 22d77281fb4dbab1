/// Whether a text is a Bitcoin address of the older kind: base 58 of 25 bytes, the last four the
/// beginning of SHA-256 taken twice of the rest; version 0 or 5 (Bitcoin developer reference).
func isBase58Check(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  guard (25...35).contains(text.count) else { return false }
  var bytes = [UInt8](repeating: 0, count: 25)
  for symbol in text {
    guard var carry = base58(symbol) else { return false }
    for place in bytes.indices.reversed() {
      carry += 58 * Int(bytes[place])
      bytes[place] = UInt8(carry & 0xFF)
      carry >>= 8
    }
    if carry != 0 { return false }
  }
  guard bytes[0] == 0 || bytes[0] == 5 else { return false }
  let digest = SHA256.digest(SHA256.digest(Array(bytes[..<21])))
  return digest[..<4].elementsEqual(bytes[21...])
}

/// 0 to 57; 0, I, O and l don't occur.
private func base58(_ byte: UInt8) -> Int? {
  let alphabet: StaticString = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
  return UnsafeBufferPointer(start: alphabet.utf8Start, count: 58).firstIndex(of: byte)
}

/// Whether a text is an address in bech32 or bech32m: `bc1…`, `tb1…`, `ltc1…` (BIP 173, BIP 350).
func isBech32(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  guard (14...90).contains(text.count), let separator = text.lastIndex(of: 0x31), separator >= 1,
    text.count - separator > 7
  else { return false }
  let isUpper = text.contains { (0x41...0x5A).contains($0) }
  if isUpper && text.contains(where: { (0x61...0x7A).contains($0) }) { return false }
  var checksum = Bech32()
  for byte in text[..<separator] { checksum.add(UInt32(byte | 0x20) >> 5) }
  checksum.add(0)
  for byte in text[..<separator] { checksum.add(UInt32(byte | 0x20) & 31) }
  for byte in text[(separator + 1)...] {
    guard let value = Bech32.value(isUpper ? byte | 0x20 : byte) else { return false }
    checksum.add(UInt32(value))
  }
  return checksum.state == 1 || checksum.state == 0x2BC8_30A3
}

/// The remainder of BIP 173 over the field of 32 elements.
private struct Bech32 {
  private(set) var state: UInt32 = 1

  mutating func add(_ value: UInt32) {
    let generators: [UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]
    let top = state >> 25
    state = (state & 0x1FF_FFFF) << 5 ^ value
    for bit in 0..<5 where top >> UInt32(bit) & 1 == 1 { state ^= generators[bit] }
  }

  static func value(_ byte: UInt8) -> Int? {
    let alphabet: StaticString = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    return UnsafeBufferPointer(start: alphabet.utf8Start, count: 32).firstIndex(of: byte)
  }
}
