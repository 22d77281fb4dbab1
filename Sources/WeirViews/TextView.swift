import WeirText

/// Which reading of a text.
public enum ViewKind: Sendable {
  /// The text without disguise: compatibility forms, case, accents, invisible characters, letters of
  /// other scripts drawn like Latin ones, digits for letters, letters set apart.
  case folded
  /// The folded reading of the text with its encoded stretches opened in place.
  case decoded
}

/// A reading of a text, with the way back.
///
/// Reused from text to text: steady traffic allocates nothing. Not for several threads at once.
public final class TextView {
  // In memory of its own: each access to a variable of a class would be checked for overlaps.
  private let passes = UnsafeMutablePointer<ViewPasses>.allocate(capacity: 1)

  public init() { passes.initialize(to: ViewPasses()) }

  deinit {
    passes.deinitialize(count: 1)
    passes.deallocate()
  }

  /// Encodings inside one another that `decoded` opens.
  public static let decodingDepthMax = Limits.decodingDepthMax

  /// The reading in UTF-8, valid until the next `build`; empty after one that returned false.
  public var bytes: UnsafeBufferPointer<UInt8> { passes.pointee.text.bytes }

  /// The raw bytes that caused a range of the reading: whole scalars, whole escapes, and of encoded
  /// stretches the whole units (four characters of base64, a number of a list). Constant time.
  ///
  /// An empty range gives the empty range before the cause of what follows it.
  public func source(of range: Range<Int>) -> Range<Int> { passes.pointee.source(of: range) }

  /// Makes the reading of a text; false, with nothing to read, where it would tell no more than the
  /// simpler ones do.
  ///
  /// That is, for `folded`, where it would be the text itself up to case, and for `decoded`, where
  /// nothing is encoded, so that the folded reading is all there is to read. Finding that out takes
  /// one quick pass for ordinary text. Linear in the text, whatever it holds; bytes that are not
  /// UTF-8 read as U+FFFD.
  public func build(_ kind: ViewKind, of text: UnsafeBufferPointer<UInt8>) -> Bool {
    build(kind, of: text, TextNeeds(of: text, deepest: kind))
  }

  /// The same where it is known what the readings of the text take; both of them can be asked with
  /// one answer.
  ///
  /// - Parameter needs: of this very text, to this kind or a deeper one.
  public func build(
    _ kind: ViewKind, of text: UnsafeBufferPointer<UInt8>, _ needs: TextNeeds
  ) -> Bool {
    passes.pointee.build(kind, of: text, needs)
  }
}

/// The passes over a text, each from one memory to the other.
struct ViewPasses: ~Copyable {
  private(set) var text = MappedText()
  private var next = MappedText()
  private var rawCount = 0

  func source(of range: Range<Int>) -> Range<Int> {
    precondition(range.lowerBound >= 0 && range.upperBound <= text.count, "a range of the reading")
    if range.isEmpty {
      let at = range.lowerBound
      let start = at < text.count ? Int(text.origin(at: at).start) : rawCount
      return start..<start
    }
    let origin = text.origin(range.lowerBound, range.upperBound)
    return Int(origin.start)..<Int(origin.end)
  }

  mutating func build(
    _ kind: ViewKind, of raw: UnsafeBufferPointer<UInt8>, _ needs: TextNeeds
  ) -> Bool {
    text.removeAll()
    rawCount = raw.count
    let raw = UnsafeBufferPointer(rebasing: raw.prefix(Limits.textBytesMax))
    let isWanted =
      switch kind {
      case .folded: fold(raw, needs)
      case .decoded: decode(raw, needs)
      }
    if !isWanted { text.removeAll() }
    return isWanted
  }

  private mutating func fold(_ raw: UnsafeBufferPointer<UInt8>, _ needs: TextNeeds) -> Bool {
    guard needs.mayFold else { return false }
    text.load(raw)
    return foldLoaded()
  }

  /// Folds what is in `text`; false where nothing but case has changed.
  private mutating func foldLoaded() -> Bool {
    var hasChanged = LetterPass.run(text, to: &next, isLowering: true)
    swap(&text, &next)
    // In windows where that is possible; the passes go byte by byte.
    let isASCII = UTF8Scanner.endOfASCII(from: 0, in: text.bytes) == text.count
    if isASCII, !TextNeeds(of: text.bytes, deepest: .folded).mayFold { return hasChanged }
    if isASCII || ApartNeed.mayStandAnywhere(in: text.bytes), ApartPass.run(text, to: &next) {
      swap(&text, &next)
      hasChanged = true
    }
    if LeetPass.run(text, to: &next) {
      swap(&text, &next)
      hasChanged = true
    }
    return hasChanged
  }

  private mutating func decode(_ raw: UnsafeBufferPointer<UInt8>, _ needs: TextNeeds) -> Bool {
    guard needs.mayDecode else { return false }
    var isEncoded = needs.isEncoded
    var standsApart = needs.standsApart
    text.load(raw)
    // What is encoded may be disguised itself; its case must stay.
    if needs.isDisguised, LetterPass.run(text, to: &next, isLowering: false) {
      swap(&text, &next)
      let needs = TextNeeds(of: text.bytes)
      isEncoded = isEncoded || needs.isEncoded
      standsApart = needs.standsApart
    }
    if standsApart, ApartPass.run(text, to: &next) {
      swap(&text, &next)
      isEncoded = isEncoded || TextNeeds(of: text.bytes).isEncoded
    }
    guard isEncoded, openLoaded() else { return false }
    _ = foldLoaded()
    return true
  }

  /// Opens what is in `text`, layer by layer; false where nothing is encoded.
  private mutating func openLoaded() -> Bool {
    var hasChanged = false
    for _ in 0..<Limits.decodingDepthMax {
      guard DecodePass.run(text, to: &next) else { break }
      swap(&text, &next)
      hasChanged = true
    }
    if RotationPass.run(text, to: &next) {
      swap(&text, &next)
      hasChanged = true
      // What was turned may be encoded inside.
      if DecodePass.run(text, to: &next) { swap(&text, &next) }
    }
    return hasChanged
  }
}
