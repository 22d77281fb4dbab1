/// A pattern whose matches begin with many characters of one class of ASCII:
///
///     (?<![\w-])[A-Za-z0-9]{32}         least 32
///
///     text    the key is 8f3a…  (32) … e1, and
///     looked at                     ^ one place in 32: in words as short as those before it there
///                                     can't be one, so the next place lies 32 behind their end
///
/// That is far less than to read every word as far as it goes.
struct LongRun: Hashable, Sendable {
  /// One run that some patterns begin with.
  struct Search {
    let run: LongRun
    // Invariant: written by init; the ``Prefilter`` frees it.
    let patterns: UnsafeMutableBufferPointer<Int>

    init(run: LongRun, patterns: [Int]) {
      self.run = run
      self.patterns = .allocate(capacity: patterns.count)
      _ = self.patterns.initialize(from: patterns)
    }
  }

  private let members: SymbolSet
  let least: Int
  /// Whether no match begins but with the first character of a run.
  let isFirstOnly: Bool

  /// Fewer characters are left to the scan for classes.
  private static let leastOfAll = 16
  /// Where there is none, they need not be so many if most places have none of them.
  private static let leastOfRare = 5
  private static let rareShare = 0.1

  /// - Parameter allowsRare: Whether few characters are enough if these are rare.
  init?(_ root: RegexNode, _ surroundings: Surroundings, allowsRare: Bool = false) {
    let first = root.flattened.first {
      switch $0 {
      case .look, .assertion: false
      case .set, .concat, .alternation, .repetition, .atomic, .opaque: true
      }
    }
    guard case .repetition(.set(let set, _), let count)? = first,
      case let members = SymbolSet(set), members == members.ascii
    else { return nil }
    let isRare = allowsRare && Rarity.share(of: members) < Self.rareShare
    guard count.min >= (isRare ? Self.leastOfRare : Self.leastOfAll) else { return nil }
    self.members = members
    least = count.min
    isFirstOnly = surroundings.deniedBefore.isSuperset(of: members)
  }

  /// Reports each run of so many characters, with where it begins and ends.
  func find(in text: UnsafeBufferPointer<UInt8>, _ report: (Range<Int>) -> Void) {
    var read = 0
    while true {
      // A run of so many that begins at `read` or behind it has this place or begins behind it.
      var place = read + least - 1
      while place < text.count, !members.containsASCII(text[place]) { place += least }
      if place >= text.count { return }
      read = place - (least - 1)
      var start = place
      while start > read, members.containsASCII(text[start - 1]) { start -= 1 }
      if start > read {
        read = start
        continue
      }
      var end = place + 1
      while end < text.count, members.containsASCII(text[end]) { end += 1 }
      report(read..<end)
      read = end + 1
    }
  }
}
