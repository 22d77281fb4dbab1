/// Another spelling of the same line of JSON, or one that readers understand differently.
enum LineTwist: Sendable {
  /// The members of the object in opposite order.
  case reversed
  /// A harmless member of the same name before the attack: who takes the last reads the attack.
  case repeatedLast
  /// A harmless one behind it: who takes the first reads the attack.
  case repeatedFirst
  /// The attack under a name that only looks like the field's.
  case lookalikeName
  /// Every letter and digit as `\u0041`, names too.
  case escaped

  /// - Parameter name: the member of the object that holds the attack.
  func twist(_ line: JSONTree, member name: String) -> JSONTree {
    guard case .object(let members) = line else { return line }
    switch self {
    case .reversed: return .object(members.reversed())
    case .repeatedLast:
      return .object(inserting(Self.harmless(name, members), before: true, name, members))
    case .repeatedFirst:
      return .object(inserting(Self.harmless(name, members), before: false, name, members))
    case .lookalikeName:
      let attack = members.filter { $0.name == name }
        .map { JSONTree.Member(Self.lookalike(of: name), $0.value) }
      let rest = members.map { $0.name == name ? Self.harmless(name, members) : $0 }
      return .object(rest + attack)
    case .escaped: return line
    }
  }

  private func inserting(
    _ extra: JSONTree.Member, before: Bool, _ name: String, _ members: [JSONTree.Member]
  ) -> [JSONTree.Member] {
    members.flatMap { member in
      member.name != name ? [member] : before ? [extra, member] : [member, extra]
    }
  }

  /// The member with its texts emptied.
  private static func harmless(_ name: String, _ members: [JSONTree.Member]) -> JSONTree.Member {
    let value = members.first { $0.name == name }?.value ?? .text("")
    return JSONTree.Member(name, value.mappingTexts { _ in "hello" })
  }

  /// Where the attack stands then.
  func place(_ place: TextPlace) -> TextPlace {
    guard case .lookalikeName = self, case .member(let name)? = place.steps.first else {
      return place
    }
    return TextPlace(steps: [.member(Self.lookalike(of: name))] + place.steps.dropFirst())
  }

  private static func lookalike(of name: String) -> String {
    let capital = name.prefix(1).uppercased() + name.dropFirst()
    return capital == name ? name.lowercased() : capital
  }
}

extension Disguise {
  static let lines: [Disguise] = [
    Disguise("reordered-keys", "the members in opposite order", .line(.reversed)),
    Disguise("repeated-key-last", "a harmless member, then the attack", .line(.repeatedLast)),
    Disguise("repeated-key-first", "the attack, then a harmless member", .line(.repeatedFirst)),
    Disguise("lookalike-key", "the attack under a name in other case", .line(.lookalikeName)),
    Disguise("json-escapes", "every letter of the line as `\\u0041`", .line(.escaped)),
  ]
}

extension JSONTree {
  func mappingTexts(_ body: (String) -> String) -> JSONTree {
    switch self {
    case .null, .bool, .number: self
    case .text(let text): .text(body(text))
    case .list(let elements): .list(elements.map { $0.mappingTexts(body) })
    case .object(let members):
      .object(members.map { Member($0.name, $0.value.mappingTexts(body)) })
    }
  }
}
