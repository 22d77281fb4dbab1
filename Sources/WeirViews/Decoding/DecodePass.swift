/// Opens one layer of every encoded stretch of a text, in place.
enum DecodePass {
  /// False, with a copy in the target, where nothing is encoded.
  static func run(_ source: borrowing MappedText, to target: inout MappedText) -> Bool {
    target.removeAll()
    var decoder = Decoder(text: source.bytes)
    var copied = 0
    var index = 0
    while index < source.count {
      let step = decoder.step(at: index)
      if step.isOpened {
        target.append(source, copied, index)
        decoder.found.flush(of: source, to: &target)
        copied = step.end
      }
      index = step.end
    }
    target.append(source, copied, source.count)
    return copied > 0
  }
}
