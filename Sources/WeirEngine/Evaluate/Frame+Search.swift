import WeirChecker
import WeirMatcher
import WeirSyntax

extension Frame {
  func search(_ text: TextBytes, set: Int, _ search: TextSearch) -> Bool {
    switch search {
    case .contains: return program.pools.occurs(set, in: text)
    case .startsWith:
      return program.pools.textSets[set].members.contains {
        text.hasPrefix(program.pools.texts[$0])
      }
    case .endsWith:
      return program.pools.textSets[set].members.contains {
        text.hasSuffix(program.pools.texts[$0])
      }
    }
  }

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
