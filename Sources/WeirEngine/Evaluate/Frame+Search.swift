import WeirChecker
import WeirMatcher
import WeirSyntax

extension ConstantPools {
  func holds(_ text: TextBytes, set: Int, _ search: TextSearch) -> Bool {
    switch search {
    case .contains: return occurs(set, in: text)
    case .startsWith:
      return textSets[set].members.contains {
        text.hasPrefix(texts[$0])
      }
    case .endsWith:
      return textSets[set].members.contains {
        text.hasSuffix(texts[$0])
      }
    }
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
