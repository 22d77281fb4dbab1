import WeirText

/// What the readings of a text take, found in one pass: most texts have no reading, and get through it
/// in windows of which each says no to everything.
///
/// The pass asks for what is necessary for a reading. Where a window may hold something, the passes
/// themselves look at that place.
public struct TextNeeds: BitwiseCopyable, Sendable {
  /// Whether characters are outside printable ASCII.
  private var isStrange = false
  /// Whether the folded reading may be another than the text.
  private(set) var mayFold = false
  /// Whether the decoder opens something, or something is turned.
  private(set) var isEncoded = false
  /// Whether characters of an encoding may be disguised.
  private(set) var isDisguised = false
  /// Whether characters stand apart that may be of an encoding.
  private(set) var standsApart = false

  /// Whether the decoded reading may be another than the folded one.
  var mayDecode: Bool { isEncoded || isDisguised || standsApart }

  /// Linear in the text.
  ///
  /// - Parameter deepest: the deepest reading that may be made.
  public init(of text: UnsafeBufferPointer<UInt8>, deepest: ViewKind = .decoded) {
    let text = UnsafeBufferPointer(rebasing: text.prefix(Limits.textBytesMax))
    if text.count > TextWindow.width {
      readLong(text, deepest)
    } else {
      TextWindow.with(text) { readShort(text, $0, deepest) }
    }
    mayFold = mayFold || standsApart
    guard isStrange else { return }
    mayFold =
      mayFold
      || ApartNeed.mayStandAnywhere(in: text) && ApartPass(text: text).nextStretch(from: 0) != nil
    if deepest == .decoded { isDisguised = DecodeNeed.mayBeDisguised(text) }
  }

  /// Whether no text that differs from a short one in its digits only, nor that itself, has a reading:
  /// what windows ask for is the same with every digit.
  public static func arePlain(like text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= TextWindow.width else { return false }
    return TextWindow.with(text) { window in
      !window.isStrange && window.leet == 0 && !window.mayStandApart && window.openable == 0
        && !TurnedNeed.mayBeTurned(window)
    }
  }

  /// A text all of which is the window.
  private mutating func readShort(
    _ text: UnsafeBufferPointer<UInt8>, _ window: TextWindow, _ deepest: ViewKind
  ) {
    noteStrange(window, text)
    if !mayFold { mayFold = LeetNeed.isLeet(window, in: text) }
    standsApart = ApartNeed.standsApart(window, in: text)
    if deepest == .decoded { isEncoded = DecodeNeed.isEncoded(window, in: text) }
  }

  private mutating func readLong(_ text: UnsafeBufferPointer<UInt8>, _ deepest: ViewKind) {
    var leet = LeetNeed(text)
    var apart = ApartNeed(text)
    var encoded = DecodeNeed(text)
    TextWindow.forEach(in: text) { window in
      noteStrange(window, text)
      if !mayFold { leet.look(at: window) }
      apart.look(at: window)
      if deepest == .decoded { encoded.look(at: window) }
    }
    mayFold = mayFold || leet.isFound
    standsApart = apart.isFound
    isEncoded = deepest == .decoded && (encoded.isFound || TurnedNeed.isTurned(text))
  }

  /// Where the first character outside printable ASCII stands, asks all of them what they read like.
  @inline(__always)
  private mutating func noteStrange(_ window: TextWindow, _ text: UnsafeBufferPointer<UInt8>) {
    guard !isStrange, window.isStrange else { return }
    isStrange = true
    mayFold = LetterNeed.mayChange(text)
  }
}
