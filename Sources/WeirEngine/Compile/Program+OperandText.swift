import WeirChecker
import WeirMatcher

/// The operands of a node, for reading.
extension Program {
  func operandText(of node: Node, as representation: Representation?) -> String {
    let (a, b, c) = (Int(node.a), Int(node.b), Int(node.c))
    switch node.operation {
    case .constant: return constantText(a, representation)
    case .field: return message.fields[a].name
    case .letBinding: return lets[a].name
    case .coalesce: return "\(a) ?? \(b)"
    case .convert: return "\(a) as \(Conversion(rawValue: b).map { "\($0)" } ?? "-")"
    case .call:
      return "\(calls[a].name)(\(calls[a].arguments.map { "\($0)" }.joined(separator: ", ")))"
    case .not, .exists, .isNull, .negate, .widen, .listCount: return "\(a)"
    case .and, .or, .divideInts: return "\(a) \(b)"
    case .compareInts, .compareFloats, .compareIntFloat, .compareTexts, .compareBools,
      .compareNetworks:
      return "\(a) \(Comparison(code: node.c).rawValue) \(b)"
    case .isMemberText, .isMemberInt, .isMemberFloat, .isMemberNetwork: return "\(a) in set \(b)"
    case .isElement: return "\(a) in \(b)"
    case .search, .searchRaw:
      let texts = pools.textSets[b].members.map { pools.texts[$0].string.debugDescription }
      return "\(a) \(TextSearch(code: node.c).rawValue) [\(texts.joined(separator: ", "))]"
    case .searchDynamic, .searchDynamicRaw:
      return "\(a) \(TextSearch(code: node.c).rawValue) \(b)"
    case .matchesField:
      return "\(message.fields[a].name) matches \(names(siteRows.row(b).map { sites[$0].pattern }))"
    case .containsField:
      let texts = siteRows.row(b).map { needle(sites[$0].pattern).string.debugDescription }
      return "\(a) contains [\(texts.joined(separator: ", "))]"
    case .matchesText, .matchesRaw: return "\(a) matches \(names(patternGroups.row(b)))"
    case .any, .all, .anyLeaf, .allLeaf: return "$\(c) in \(a): \(b)"
    case .arithmeticInts, .arithmeticFloats:
      return "\(a) \(Arithmetic(code: node.c).rawValue) \(b)"
    case .window: return windows[a].name
    case .score: return models[a].name
    case .matchedText: return ""
    case .member: return "\(a).\(pools.texts[b].string)"
    case .element: return "\(a)[\(b)]"
    case .variable: return "$\(a)"
    }
  }

  private func names(_ patterns: [PatternID]) -> String {
    patterns.map { patternNames[$0] }.joined(separator: ", ")
  }

  private func constantText(_ place: Int, _ representation: Representation?) -> String {
    switch representation {
    case .bool: place != 0 ? "true" : "false"
    case .int: "\(pools.ints[place])"
    case .float: "\(pools.floats[place])"
    case .text: pools.texts[place].string.debugDescription
    case .network: networkText(place)
    case .raw, .leaves, nil: "constant \(place)"
    }
  }

  /// Sixteen bytes in hexadecimal, and how many of their bits count.
  private func networkText(_ place: Int) -> String {
    let network = pools.networks[place]
    let words = [network.address.high, network.address.low].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
    return "\(words.joined())/\(network.prefixLength)"
  }
}
