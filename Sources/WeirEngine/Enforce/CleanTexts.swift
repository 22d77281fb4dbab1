/// Short texts in which no redaction has anything to look for, so that they are not scanned again:
/// names of members, roles, channels, small numbers; and whole shapes of texts, as ids and times never
/// come again.
///
/// What can be found follows from the text alone, so nothing ever has to be forgotten.
final class CleanTexts {
  private let texts = KeyTable(hashBits: 8)
  private let shapes = KeyTable(hashBits: 6)
  /// Texts with digits that were scanned.
  private let scanned = Slots(repeating: 0, count: 1)

  /// Of so many texts with digits the shape of one is looked at, which takes as long as hundreds of scans;
  /// at the beginning of more, so that what comes often is soon known.
  static let interval = 4_096

  /// Whether a text was inserted and has not been displaced, or its shape. The empty text never is.
  func hold(_ text: TextBytes) -> Bool {
    guard let key = TextKey(text) else { return false }
    return texts.hold(key) || shapes.hold(key.shape)
  }

  /// Takes a text in which nothing was found.
  ///
  /// - Returns: Whether it is time to look at its shape.
  func insert(_ text: TextBytes) -> Bool {
    guard let key = TextKey(text) else { return false }
    texts.insert(key)
    if key == key.shape { return false }
    scanned[0] &+= 1
    let isPowerOfTwo = scanned[0].nonzeroBitCount == 1
    return isPowerOfTwo || scanned[0] % Self.interval == 0
  }

  /// Takes all texts of the shape of one.
  func insert(shapeOf text: TextBytes) {
    if let key = TextKey(text) { shapes.insert(key.shape) }
  }
}

/// A table with two places for each hash, of which a new key takes that of the one that was asked for
/// longer ago: ids, which never come again, would drive a name from a place of its own.
///
///     places   2 * hash, asked for last, and 2 * hash + 1
private struct KeyTable {
  private let hashBits: UInt64
  private let keys: Slots<TextKey>

  init(hashBits: UInt64) {
    self.hashBits = hashBits
    keys = Slots(repeating: .none, count: 2 << hashBits)
  }

  @inline(__always)
  func hold(_ key: TextKey) -> Bool {
    let place = place(of: key)
    if keys[place] == key { return true }
    if !(keys[place + 1] == key) { return false }
    put(key, at: place)
    return true
  }

  func insert(_ key: TextKey) { put(key, at: place(of: key)) }

  private func put(_ key: TextKey, at place: Int) {
    keys[place + 1] = keys[place]
    keys[place] = key
  }

  @inline(__always)
  private func place(of key: TextKey) -> Int { key.hash(bits: hashBits) &* 2 }
}
