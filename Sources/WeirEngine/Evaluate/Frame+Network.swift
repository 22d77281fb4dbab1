import WeirChecker
import WeirJSON
import WeirSyntax

extension Frame {
  mutating func network(_ id: NodeID) -> Outcome<IPNetwork> {
    let node = program.nodes[id]
    let a = Int(node.a)
    switch node.operation {
    case .constant: return .value(constants { $0.networks[a] })
    case .field:
      if case .network(let value) = values[a] { return .value(value) }
      return .absent
    case .letBinding:
      if case .network(let value) = lets[a] { return value }
      let value = network(program.lets[a].node)
      lets[a] = .network(value)
      return value
    case .coalesce:
      let value = network(a)
      if case .absent = value { return network(Int(node.b)) }
      return value
    case .convert:
      guard let conversion = Conversion(rawValue: Int(node.b)) else { return .failed }
      return raw(a).flatMap { convertNetwork($0, conversion) }
    case .call, .not, .and, .or, .exists, .isNull, .compareInts, .compareFloats,
      .compareIntFloat, .compareTexts, .compareBools, .compareNetworks, .isMemberText,
      .isMemberInt, .isMemberFloat, .isMemberNetwork, .isElement, .containsField, .search,
      .searchRaw,
      .searchDynamic, .searchDynamicRaw, .matchesField, .matchesText, .matchesRaw, .any, .all,
      .anyLeaf, .allLeaf, .negate, .arithmeticInts, .arithmeticFloats, .widen, .divideInts,
      .window, .score, .listCount, .matchedText, .member, .element, .variable:
      preconditionFailure("a network node gives an address or a network")
    }
  }
}
