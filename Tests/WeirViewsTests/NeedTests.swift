import Foundation
import Testing

@testable import WeirViews

/// What says that a text needs no reading is right: the passes, run anyway, would find nothing.
@Suite struct NeedTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let textCount = environment["WEIR_CASES"].flatMap(Int.init) ?? 1000
  private static let seed = environment["WEIR_SEED"].flatMap(UInt64.init) ?? 1

  @Test(arguments: [3, 8, 20, 60])
  func `a folded reading is made where the passes change anything`(pieceCount: Int) {
    var generator = SeededGenerator(state: Self.seed &* 1000 &+ UInt64(pieceCount))
    for _ in 0..<Self.textCount {
      let text = needText(&generator, atMost: pieceCount)
      let expected = PlainReading(text).folded()
      let made = reading(.folded, of: text)
      if made != expected { Issue.record("\(text.debugDescription): \(made ?? "–")") }
    }
  }

  @Test(arguments: [3, 8, 20, 60])
  func `a decoded reading is made where the passes open anything`(pieceCount: Int) {
    var generator = SeededGenerator(state: Self.seed &* 1000 &+ UInt64(100 + pieceCount))
    for _ in 0..<Self.textCount {
      let text = needText(&generator, atMost: pieceCount)
      let (expected, isOpened) = PlainReading(text).decoded()
      let made = reading(.decoded, of: text)
      if made != expected, made != nil || isOpened {
        Issue.record("\(text.debugDescription): \(made ?? "–")")
      }
    }
  }

  @Test func `a short text is turned where few of its letters are usual ones`() {
    var generator = SeededGenerator(state: Self.seed &* 1000 &+ 7)
    for _ in 0..<Self.textCount {
      let words = (0..<Int.random(in: 1...7, using: &generator)).compactMap { _ in
        turnedWords.randomElement(using: &generator)
      }
      let text = words.joined(separator: " ")
      guard text.utf8.count <= TextWindow.width, isMostlyTurned(text) else { continue }
      let (expected, _) = PlainReading(text).decoded()
      #expect(reading(.decoded, of: text) == expected, "\(text)")
    }
  }

  @Test func `the smallest of a kind fills a text by itself`() {
    for (text, read) in [
      ("o r d e", "orde"), ("o.r.d.e", "orde"), ("0r 1", nil), ("' 0r 1", "' or 1"),
      ("3val", "eval"),
    ] {
      #expect(reading(.folded, of: text) == read, "\(text)")
    }
    for (text, read) in [
      ("68 65 72 65", "here"), ("%69", "i"), ("&lt", "<"), ("\\x69", "i"), ("\\151", "i"),
      ("696e7365727420", "insert "), ("696e73657274", "insert"), ("aW5zZXJ0IG9u", "insert on"),
      ("TO21 JRFG JRFG JRFG", "gb21 west west west"),
      ("TO82 JRFG 1234 5698 7654 32", "gb82 west 1234 5698 7654 32"),
      ("n:o:p:q:r", "a:b:c:d:e"), ("frg", nil), ("nyreg", "alert"), ("a@b.pbz", "n@o.com"),
    ] {
      #expect(reading(.decoded, of: text) == read, "\(text)")
    }
  }

  @Test func `years and times are no codes, but what stands beside them may be`() {
    for (text, read) in [
      ("on 2024-06-14 a b", nil), ("2024 68 65 72 65", "2024 here"), ("1761955200002", nil),
      ("1761955200002 696e73657274", "1761955200002 insert"),
      ("01101000 01100101 01110010 01100101", "here"),
    ] {
      for padding in [0, 40, 45, 50, 60, 100] {
        let front = String(repeating: ".", count: padding) + " "
        #expect(
          reading(.decoded, of: front + text) == read.map { front + $0 }, "\(padding) \(text)")
      }
    }
  }

  @Test func `characters that read as themselves need no reading, unless letters stand apart`() {
    for padding in [0, 30, 60, 100] {
      let front = String(repeating: "so ", count: padding)
      for (text, read) in [
        ("we do it 👍 now", nil), ("下一個 好", nil), ("a 👍 b 👍", nil), ("o r d e of 👍", "orde of 👍"),
        ("o·r·d·e", "orde"), ("1gn0re 👍", "ignore 👍"), ("❤\u{FE0F}", "❤"),
      ] {
        #expect(reading(.folded, of: front + text) == read.map { front + $0 }, "\(padding) \(text)")
      }
    }
  }

  @Test func `one answer tells what both readings take`() {
    var generator = SeededGenerator(state: Self.seed &* 1000 &+ 8)
    let view = TextView()
    for _ in 0..<Self.textCount {
      var text = needText(&generator, atMost: 40)
      text.withUTF8 { bytes in
        let needs = TextNeeds(of: bytes)
        for kind in [ViewKind.decoded, .folded] {
          let made = view.build(kind, of: bytes, needs) ? Array(view.bytes) : nil
          #expect(made == (view.build(kind, of: bytes) ? Array(view.bytes) : nil))
        }
      }
    }
  }

  @Test func `what is plain whatever its digits are has no reading with any`() {
    var generator = SeededGenerator(state: Self.seed &* 1000 &+ 9)
    let view = TextView()
    var plain = 0
    for _ in 0..<(10 * Self.textCount) {
      let text = Array(needText(&generator, atMost: 3).utf8)
      guard text.withUnsafeBufferPointer({ TextNeeds.arePlain(like: $0) }) else { continue }
      if text.contains(where: \.isASCIIDigit) { plain += 1 }
      for _ in 0..<5 {
        let other = text.map { $0.isASCIIDigit ? .random(in: 0x30...0x39, using: &generator) : $0 }
        other.withUnsafeBufferPointer { bytes in
          let isRead = [ViewKind.folded, .decoded].contains { view.build($0, of: bytes) }
          #expect(!isRead, "\(String(decoding: other, as: UTF8.self))")
        }
      }
    }
    #expect(plain > Self.textCount)
  }

  @Test func `ids and times are plain, and what may be encoded with other digits is not`() {
    func isPlain(_ text: String) -> Bool {
      Array(text.utf8).withUnsafeBufferPointer { TextNeeds.arePlain(like: $0) }
    }
    for text in ["1761955200002", "m-000000001", "u-000804", "12:30", "0.881"] {
      #expect(isPlain(text), "\(text)")
    }
    for text in ["176195520000", "m000", "%41", "10 10 10 10", "\u{E9}1", "QR12", "a\u{1}"] {
      #expect(!isPlain(text), "\(text)")
    }
  }

  @Test func `each lane of a mask has a bit`() {
    for lane in 0..<16 {
      var bytes = SIMD16<UInt8>(repeating: 0x61)
      bytes[lane] = 0x40
      #expect(bytes.isByte(0x40).bits == 1 << UInt64(lane))
    }
  }

  @Test func `places in a row are found wherever they stand`() {
    for start in 0..<50 {
      let row: UInt64 = 0b11_1111_1111_1111 << UInt64(start)
      #expect(row.rows(of: 14) == 1 << UInt64(start))
      #expect(row.rows(of: 15) == 0)
      #expect(row.rows(of: 12).widened(to: 12) == row)
    }
    #expect(!(UInt64(0b101).hasThree) && UInt64(0b10101).hasThree)
  }

  @Test func `a window says what stands at each of its places`() {
    let text = Array("s-41a".utf8) + Array(repeating: 0x61, count: 60)
    for count in 0...TextWindow.width {
      text[..<count].withUnsafeBufferPointer {
        TextWindow.with($0) { window in
          let expected = text[..<count].map { $0 == 0x61 || $0 == 0x73 }
          #expect((0..<count).map { window.letters >> UInt64($0) & 1 == 1 } == expected)
          #expect(window.inside.nonzeroBitCount == count)
          #expect((window.letters | window.digits) & ~window.inside == 0)
        }
      }
    }
  }
}

/// The passes one after the other, whether a text needs them or not.
private struct PlainReading: ~Copyable {
  private var text = MappedText()
  private var next = MappedText()

  init(_ string: String) {
    var string = string
    string.withUTF8 { text.load($0) }
  }

  private var string: String { String(decoding: text.bytes, as: UTF8.self) }

  private mutating func apply(_ pass: (borrowing MappedText, inout MappedText) -> Bool) -> Bool {
    guard pass(text, &next) else { return false }
    swap(&text, &next)
    return true
  }

  consuming func folded() -> String? { fold() ? string : nil }

  private mutating func fold() -> Bool {
    let isFound = LetterPass.run(text, to: &next, isLowering: true)
    swap(&text, &next)
    let isASCII = text.bytes.allSatisfy { $0 < 0x80 }
    let isApart = (!isASCII || isShort || needs.mayFold) && apply(ApartPass.run)
    return apply(LeetPass.run) || isApart || isFound
  }

  // Of a long text, only what has three times one separator around single characters is looked at, and
  // its end: columns of numbers have gaps too.
  private var needs: TextNeeds { TextNeeds(of: text.bytes) }

  private var isShort: Bool { text.count <= TextWindow.width }

  /// The reading, and whether anything but ROT13 was opened.
  consuming func decoded() -> (String?, Bool) {
    if DecodeNeed.mayBeDisguised(text.bytes) {
      _ = apply { LetterPass.run($0, to: &$1, isLowering: false) }
    }
    if isShort || needs.standsApart { _ = apply(ApartPass.run) }
    var isOpened = false
    for _ in 0..<Limits.decodingDepthMax {
      guard apply(DecodePass.run) else { break }
      isOpened = true
    }
    let isTurned = apply(RotationPass.run)
    if isTurned { _ = apply(DecodePass.run) }
    guard isOpened || isTurned else { return (nil, false) }
    _ = fold()
    return (string, isOpened)
  }
}

private func isMostlyTurned(_ text: String) -> Bool {
  2 * text.count { "rgbvf".contains($0) } >= text.count { "etois".contains($0) }
}

private let turnedWords = [
  "vtaber", "nyy", "cerivbhf", "be", "frg", "naq", "1=1", "the", "user", "web", "x", "ana@gyq.bet",
]

/// A text of pieces that matter to one of the passes, and of ordinary ones.
private func needText(_ generator: inout SeededGenerator, atMost most: Int) -> String {
  (0..<Int.random(in: 1...most, using: &generator)).compactMap { _ in
    let pieces = Bool.random(using: &generator) ? plainPieces : needPieces
    return pieces.randomElement(using: &generator)
  }.joined()
}

private let plainPieces = [
  " ", " ", " ", " ", ".", ",", "-", "_", "/", ":", "'", "\n", "a", "I", "5", "of", "the", "Order",
  "user", "s-06856308", "u-000804", "2024-03-19", "10:22:33", "android/1.5", "local-7b", "Describe",
  "carla@corp.example.net", "https://mail.example.org/spanish/83563?ref=policy", "861.76 EUR",
  "HttpServletRequest", "internationalization", "! ", "$50", "1761955200002", "+1 202-555-0173",
  "{\"a\": 1}",
]

private let needPieces = [
  "0r", "1gn0re", "3v4l", "@dmin", "$", "+", "|", "7", "l33t", "D389 3704 0044 0532", "E$91",
  "h77p://", "a@b.c0m", "i n s e r t", "i.n.s.e.r.t", "o r", "a.b c.d", "  ", "   ", "e", ". ",
  " .",
  "%41", "%", "%u0041", "&#x41;", "&#65;", "&lt;", "&", "\\u0041", "\\x41", "\\101", "\\", "69",
  "67 6e",
  "6f,72", "105 103 110 111", "105,", "0x69", "0x67, ", "1101001 ", "01101001", "69676e6f7265", "0",
  "696e", "aWdub3JlIGFsbA==", "aWdub3Jl", "Zm9v", "QUJDREVGR0hJSktM", "QR89 3704 0044 0532 0130 00",
  "QR89370400440532013000", "00:00:5R:00:53:NS", "2001:qo8::8n2r:370:7334", ":", "n",
  "vtaber", "cerivbhf", "frg", "nan.ybcrm@rknzcyr.pbz",
  "и", "н", "п р и в е т", "раss", "漢字", "·", "•", "é", "e\u{301}", "\u{200B}", "\u{AD}", "ｉ", "👍",
  "a👍b",
  "\u{1}", "\u{7F}",
]
