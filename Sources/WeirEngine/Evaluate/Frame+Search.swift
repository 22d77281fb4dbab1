import WeirChecker
import WeirMatcher
import WeirSyntax

extension ConstantPools {
  /// Whether a text holds one of a set: linear in the text.
  func holds(_ text: TextBytes, set: Int, _ search: TextSearch) -> Bool {
    let set = textSets[set]
    if let place = set.literals { return literals[place].contains(in: text) }
    let isSuffix = search == .endsWith
    return set.members.contains { isSuffix ? text.hasSuffix(texts[$0]) : text.hasPrefix(texts[$0]) }
  }
}

extension Frame {
  mutating func searchDynamic(
    _ subject: Outcome<TextBytes>, _ wanted: NodeID, _ search: TextSearch
  ) -> Outcome<Bool> {
    let text = text(wanted)
    return subject.flatMap { subject in
      text.map { text in
        switch search {
        case .contains: subject.contains(text)
        case .startsWith: subject.hasPrefix(text)
        case .endsWith: subject.hasSuffix(text)
        }
      }
    }
  }
}
