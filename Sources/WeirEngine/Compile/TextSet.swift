import WeirMatcher

/// The texts of one `contains`, `starts_with` or `ends_with`: a stretch of `ConstantPools.texts`.
struct TextSet: Sendable {
  var first: Int32
  var count: Int32
  /// The place in `ConstantPools.literals` of one scan for all of them; -1 where they are so few and
  /// short that looking for one after the other is quicker.
  var literals: Int32 = -1

  var members: Range<Int> { Int(first)..<Int(first) + Int(count) }

  /// Whether texts are looked for one after the other.
  static func isQuick(_ texts: [String]) -> Bool {
    texts.count <= 6 && texts.allSatisfy { $0.utf8.count <= TextBytes.shortBytes }
  }
}

extension ConstantPools {
  /// Whether one of the texts of a set occurs: linear in the text.
  func occurs(_ set: Int, in text: TextBytes) -> Bool {
    let set = textSets[set]
    if set.literals >= 0 { return literals[Int(set.literals)].contains(in: text) }
    return set.members.contains { text.contains(texts[$0]) }
  }
}
