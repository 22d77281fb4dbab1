import WeirSignals

/// An attack in disguise: the lines that are sent for it.
struct Variant: Sendable {
  /// One disguise, or two, the one put on first named first.
  var names: [String]
  /// One message, or two where it is split over messages.
  var messages: [JSONTree]
  var spelling = LineSpelling.plain
  /// The target as it stands in the last message now; for goals that look at it.
  var text: AttackText?

  /// Whether the last message is written so that a test can't say it in its own words.
  var needsLine = false

  /// All its lines, to tell it from others.
  var bytes: [UInt8] { messages.flatMap { spelling.bytes($0) + [0x0a] } }

  func lines(now: Int64) -> [TimedLine] {
    messages.map { TimedLine(bytes: spelling.bytes($0), now: now) }
  }
}

/// Puts disguises on attacks. The same seed and attack give the same variants.
struct Dresser {
  let disguises: [Disguise]
  let makesPairs: Bool
  let seed: UInt64

  /// Every variant that differs from the plain message and from those before it.
  ///
  /// - Parameter index: the attack's place among all.
  func variants(_ attack: Attack, index: Int) -> [Variant] {
    var random = RandomSource(seed: seed, index: UInt64(index))
    var seen: Set<[UInt8]> = [Variant(names: [], messages: [attack.message]).bytes]
    let variants = singles(attack, &random) + pairs(attack, &random)
    return variants.filter { seen.insert($0.bytes).inserted }
  }

  private func singles(_ attack: Attack, _ random: inout RandomSource) -> [Variant] {
    disguises.compactMap { disguise in
      switch disguise.kind {
      case .text(let body): attack.dressed([disguise.name]) { body($0, &random) }
      case .frame(let body): attack.framed([disguise.name], body(&random)) { $0 }
      case .line(let twist): attack.twisted(disguise.name, twist)
      case .split(let split): attack.split(disguise.name, split)
      }
    }
  }

  private func pairs(_ attack: Attack, _ random: inout RandomSource) -> [Variant] {
    guard makesPairs else { return [] }
    var variants: [Variant] = []
    for (place, first) in disguises.enumerated() {
      guard case .text(let inner) = first.kind else { continue }
      for second in disguises[(place + 1)...] {
        let names = [first.name, second.name]
        switch second.kind {
        case .text(let outer):
          variants.append(attack.dressed(names) { outer(inner($0, &random), &random) })
        case .frame(let frame):
          variants.append(attack.framed(names, frame(&random)) { inner($0, &random) })
        case .line, .split: break
        }
      }
    }
    return variants
  }
}

extension Attack {
  /// With every target written in another way.
  func dressed(_ names: [String], _ body: (String) -> String) -> Variant {
    framed(names, TextFrame(), body)
  }

  /// With every target written in another way and harmless text around its string.
  func framed(_ names: [String], _ frame: TextFrame, _ body: (String) -> String) -> Variant {
    var message = self.message
    var last: AttackText?
    for target in targets {
      let text = AttackText(
        place: target.place, before: frame.before + target.before, attack: body(target.attack),
        after: target.after + frame.after)
      message = message.replacing(target.place, with: .text(text.whole))
      last = text
    }
    return Variant(names: names, messages: [message], text: last)
  }

  func twisted(_ name: String, _ twist: LineTwist) -> Variant {
    var text = targets.last
    if let place = text?.place { text?.place = twist.place(place) }
    return Variant(
      names: [name], messages: [twist.twist(message, member: memberName)],
      spelling: twist == .escaped ? .escaped : .plain, text: text, needsLine: true)
  }
}
