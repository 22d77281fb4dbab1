/// What `encrypt with KEY` writes in a value's place: a Fernet token (see `FernetKey`).
public enum EncryptedToken {
  /// How every token begins: the version byte and a time within `SecretKey.secondsMax`.
  public static let beginning = "gAAAA"
  /// The token's shape in PCRE2's spelling, for those who look for tokens.
  public static let pattern = "gAAAA[A-Za-z0-9_-]{93,}={0,2}"
}

/// Where a text holds what look like Fernet tokens, in order and apart from each other. Linear.
///
/// A token begins with `gAAAA` (the version and a time within `SecretKey.secondsMax`), goes on in
/// the URL alphabet, and has the length of whole cipher blocks. It may stand against other letters,
/// as redaction leaves it in the middle of a word: its padding, the next token's beginning or the
/// nearest possible length then says where it ends. Only opening it tells whether it is one.
public func tokenRanges(in text: [UInt8]) -> [Range<Int>] {
  var ranges: [Range<Int>] = []
  text.withUnsafeBufferPointer { text in
    var search = TokenSearch(text: text)
    while let range = search.next() { ranges.append(range) }
  }
  return ranges
}

private struct TokenSearch {
  let text: UnsafeBufferPointer<UInt8>
  private var position = 0
  // Invariant: the run of alphabet characters around `position`, once looked for, ends here. Kept
  // because a run may hold many beginnings: looking for its end at each would be quadratic.
  private var runEnd = 0

  private static let beginning = Array(EncryptedToken.beginning.utf8)

  init(text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  mutating func next() -> Range<Int>? {
    while let start = beginning(from: position, to: text.count) {
      if start >= runEnd { runEnd = endOfRun(from: start) }
      let rival = beginning(from: start + Self.beginning.count, to: runEnd)
      if let end = end(of: start, before: rival) {
        position = end
        return start..<end
      }
      position = rival ?? runEnd
    }
    position = text.count
    return nil
  }

  /// Where the token that begins at `start` ends: exactly at the rival beginning, else at the end
  /// of the run with its padding, else at the last length that a token without padding can have.
  private func end(of start: Int, before rival: Int?) -> Int? {
    if let rival, isUnpaddedCount(rival - start) { return rival }
    if let end = paddedEnd(of: start) { return end }
    let count = unpaddedCount(within: (rival ?? runEnd) - start)
    return count.map { start + $0 }
  }

  private func paddedEnd(of start: Int) -> Int? {
    let count = runEnd - start
    let pads = (4 - count % 4) % 4
    guard pads < 3, FernetLayout.isTokenByteCount(count * 3 / 4), isBounded(count + pads),
      runEnd + pads <= text.count
    else { return nil }
    let isPadded = text[runEnd..<runEnd + pads].allSatisfy { $0 == UInt8(ascii: "=") }
    return isPadded ? runEnd + pads : nil
  }

  private func isUnpaddedCount(_ count: Int) -> Bool {
    count % 4 == 0 && FernetLayout.isTokenByteCount(count / 4 * 3) && isBounded(count)
  }

  /// Tokens without padding have 140 characters and then 64 more at a time (48 bytes: the least
  /// that is whole both in cipher blocks and in base64 groups).
  private func unpaddedCount(within count: Int) -> Int? {
    guard count >= 140 else { return nil }
    let fitting = count - (count - 140) % 64
    return isBounded(fitting) ? fitting : nil
  }

  private func isBounded(_ count: Int) -> Bool { count <= CryptoLimits.tokenCharactersMax }

  private func beginning(from start: Int, to end: Int) -> Int? {
    var index = start
    while index + Self.beginning.count <= end {
      if text[index] == Self.beginning[0], isBeginning(at: index) { return index }
      index += 1
    }
    return nil
  }

  private func isBeginning(at index: Int) -> Bool {
    text[index..<index + Self.beginning.count].elementsEqual(Self.beginning)
  }

  private func endOfRun(from start: Int) -> Int {
    var end = start
    while end < text.count, Base64.isURLCharacter(text[end]) { end += 1 }
    return end
  }
}
