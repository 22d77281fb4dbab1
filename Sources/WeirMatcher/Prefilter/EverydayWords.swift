/// Words of every day, and how often each occurs in chat: letter by letter they would seem far rarer
/// than they are. Only speed depends on these figures.
///
/// They are one text, and its suffixes are kept in order, so that those which begin with some
/// letters stand side by side (U. Manber, G. Myers, Suffix Arrays, 1993).
enum EverydayWords {
  /// How often each occurs in 100,000 bytes of chat.
  private static let words: [(StaticString, Int)] = [
    (" the and you that ", 600),
    (" for this with your have are not was can will what from all ", 250),
    (" but they there which would about their when been were more has now out any how ", 100),
    (
      " please could should just like get know make use need want help time show send give tell ",
      60
    ),
    (
      " information message email order question answer again before because system change new ", 30
    ),
    (
      " open data text file code call user name number page link user account service first only ",
      30
    ),
    (
      " password address payment customer problem issue update policy support works working on ", 15
    ),
  ]

  private static let index = Index()

  /// How often a text of letters and spaces occurs per byte, as a part of those words.
  static func share(of letters: LiteralBytes) -> Double {
    Double(index.count(of: letters)) / 100_000
  }

  private struct Index {
    private let text: [UInt8]
    private var suffixes: [Int] = []
    /// For each suffix the sum of what those before it count.
    private var sums = [0]

    init() {
      var (text, countOf): ([UInt8], [Int]) = ([], [])
      for (list, count) in EverydayWords.words {
        text += list.withUTF8Buffer(Array.init)
        // No literal has a zero, so none goes on from one list into the next.
        text.append(0)
        countOf += repeatElement(count, count: text.count - countOf.count)
      }
      self.text = text
      suffixes = text.indices.sorted { text[$0...].lexicographicallyPrecedes(text[$1...]) }
      for suffix in suffixes { sums.append(sums[sums.count - 1] + countOf[suffix]) }
    }

    func count(of letters: LiteralBytes) -> Int {
      let first = place(of: letters, isBehind: false)
      if first == suffixes.count || !begins(suffixes[first], letters) { return 0 }
      return sums[place(of: letters, isBehind: true)] - sums[first]
    }

    /// The first suffix that does not stand before the letters, or that stands behind all which
    /// begin with them.
    private func place(of letters: LiteralBytes, isBehind: Bool) -> Int {
      var (low, high) = (0, suffixes.count)
      while low < high {
        let middle = (low + high) / 2
        if isBefore(suffixes[middle], letters, orBegins: isBehind) {
          low = middle + 1
        } else {
          high = middle
        }
      }
      return low
    }

    private func begins(_ suffix: Int, _ letters: LiteralBytes) -> Bool {
      !isBefore(suffix, letters, orBegins: false) && isBefore(suffix, letters, orBegins: true)
    }

    private func isBefore(_ suffix: Int, _ letters: LiteralBytes, orBegins: Bool) -> Bool {
      for (offset, letter) in letters.enumerated() {
        guard suffix + offset < text.count else { return true }
        let own = text[suffix + offset]
        if own != letter.folded { return own < letter.folded }
      }
      return orBegins
    }
  }
}
