extension Attack {
  /// The halves of the longest target in two places; nil where there is no second place, and for
  /// values that are to be hidden, since half of one is another value.
  func split(_ name: String, _ split: TextSplit) -> Variant? {
    guard case .withheld = goal else { return nil }
    let target = longestTarget
    let (first, second) = TextSplit.halves(target.attack)
    guard !first.isEmpty, !second.isEmpty else { return nil }
    let messages: [JSONTree]? =
      switch split {
      case .messages:
        [first, second].map { message.replacing(target.place, with: .text($0)) }
      case .fields: overFields(target, first, second).map { [$0] }
      case .list: overList(target, first, second).map { [$0] }
      }
    return messages.map { Variant(names: [name], messages: $0) }
  }

  private func overFields(_ target: AttackText, _ first: String, _ second: String) -> JSONTree? {
    guard let other = spares.first else { return nil }
    return message.replacing(target.place, with: .text(first))
      .replacing(other, with: .text(second))
  }

  /// In the list that holds the target already, or in its place where any value may stand there.
  private func overList(_ target: AttackText, _ first: String, _ second: String) -> JSONTree? {
    let halves = [JSONTree.text(first), .text(second)]
    guard case .element(let index)? = target.place.steps.last else {
      return takesList
        ? message.replacing(target.place, with: .list(halves)) : nil
    }
    let list = TextPlace(steps: target.place.steps.dropLast())
    guard case .list(var elements)? = message.value(at: list) else { return nil }
    elements.replaceSubrange(index...index, with: halves)
    return message.replacing(list, with: .list(elements))
  }
}
