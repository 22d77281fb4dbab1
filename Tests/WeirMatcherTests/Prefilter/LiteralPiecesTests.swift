import Testing

@testable import WeirMatcher

@Suite struct LiteralPiecesTests {
  private func literals(_ texts: [String]) -> [Literal] {
    texts.map { text in
      Literal(bytes: text.utf8.map { Literal.Byte(value: $0, isEitherCase: false) })
    }
  }

  /// So many texts of at most twelve bytes.
  private func words(_ count: Int) -> [String] {
    (0..<count).map { number in
      let letters = (0..<5).map { place in
        let digit = (number * 7_919 + place * 104_729) >> (2 * place) & 25
        return String(UnicodeScalar(UInt8(97 + digit)))
      }
      return letters.joined() + "\(number)" + letters.prefix(3).joined()
    }
  }

  private func pieces(_ texts: [String]) -> [String] {
    LiteralPieces(literals(texts)).all.map { literal, piece in
      String(decoding: literal.bytes[piece].map(\.value), as: UTF8.self)
    }
  }

  @Test func `few literals are read whole`() {
    #expect(pieces(["ignore all", "ab"]) == ["ignore all", "ab"])
  }

  @Test func `of many the rarest bytes are read, and short ones whole`() {
    let all = pieces(words(2_500) + ["and thexqzjk", "abcdef", "<"])
    #expect(all.allSatisfy { $0.utf8.count <= 6 })
    #expect(all.suffix(3) == ["exqzjk", "abcdef", "<"])
  }

  @Test func `literals of which too many share a piece are read whole`() {
    let shared = "etaoinsh".flatMap { first in "etaoi".map { "\(first)\($0)zqjxkz" } }
    #expect(pieces(words(2_500) + shared).suffix(40).elementsEqual(shared))
  }

  /// Texts in which some of very many literals occur, and near misses of others.
  @Test
  func `very many literals are found where they stand, in the case they have, and nowhere else`()
    throws
  {
    let words = words(3_000)
    let set = try PatternSet(
      words.enumerated().map { index, word in
        PatternSource(name: word, regex: RegexSource(word, flags: index % 2 == 0 ? "i" : ""))
      })
    let scan = TextScan()
    var random = SplitMix(seed: 7)
    for _ in 0..<200 {
      let some = (0..<4).map { _ in words.randomElement(using: &random) ?? "" }
      let text =
        String(repeating: "- ", count: Int.random(in: 0...60, using: &random)) + some[0] + " "
        + some[1].uppercased() + " " + String(some[2].dropLast()) + " and " + some[3]
      withBytes(text) { bytes in
        set.scan(bytes, into: scan)
        let wanted = words.indices.filter { index in
          text.contains(words[index])
            || (index % 2 == 0 && text.lowercased().contains(words[index]))
        }
        #expect(Array(scan.candidates) == wanted, "\(text)")
      }
    }
  }
}
