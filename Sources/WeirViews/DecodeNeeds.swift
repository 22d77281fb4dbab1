/// What the decoded reading of a text takes before anything can be opened.
struct DecodeNeeds {
  var mayDecode: Bool
  /// Whether characters of an encoding may be disguised.
  var isDisguised: Bool
  var mayStandApart: Bool

  var isNone: Bool { !mayDecode && !isDisguised && !mayStandApart }

  init(of text: UnsafeBufferPointer<UInt8>) {
    guard text.count <= TextWindow.width else {
      mayDecode = DecodeNeed.mayDecode(text)
      isDisguised = DecodeNeed.mayBeDisguised(text)
      mayStandApart = ApartNeed.mayStandApart(text)
      return
    }
    self = TextWindow.with(text) { DecodeNeeds(of: text, $0) }
  }

  private init(of text: UnsafeBufferPointer<UInt8>, _ window: TextWindow) {
    mayDecode = DecodeNeed.mayDecode(window, of: text)
    isDisguised = !window.isASCII && DecodeNeed.mayBeDisguised(text)
    mayStandApart = ApartNeed.mayStandApart(window, of: text)
  }
}
