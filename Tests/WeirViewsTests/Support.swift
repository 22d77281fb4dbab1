import WeirViews

/// A reading as text, or nil where there is none to make.
func reading(_ kind: ViewKind, of text: String) -> String? {
  let view = TextView()
  var text = text
  return text.withUTF8 {
    view.build(kind, of: $0) ? String(decoding: view.bytes, as: UTF8.self) : nil
  }
}

func folded(_ text: String) -> String { reading(.folded, of: text) ?? text.lowercased() }

func decoded(_ text: String) -> String { reading(.decoded, of: text) ?? folded(text) }

/// The raw bytes that a view says caused the first occurrence of some of its text.
func source(of part: String, in kind: ViewKind, of text: String) -> Range<Int>? {
  let view = TextView()
  var text = text
  return text.withUTF8 { raw in
    guard view.build(kind, of: raw) else { return nil }
    let bytes = Array(view.bytes)
    let wanted = Array(part.utf8)
    guard wanted.count <= bytes.count else { return nil }
    for start in 0...(bytes.count - wanted.count)
    where bytes[start..<(start + wanted.count)].elementsEqual(wanted) {
      return view.source(of: start..<(start + wanted.count))
    }
    return nil
  }
}
