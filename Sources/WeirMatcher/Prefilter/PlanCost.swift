/// What a plan costs per text, in nanoseconds, roughly: only the order of plans depends on it.
enum PlanCost {
  /// Noting one hit of the scan, and reading around it.
  private static let hit = 12.0
  private static let check = 12.0
  /// Asking PCRE2 about one start, and how many of a hundred hits come to that.
  private static let attempt = 40.0
  private static let shareLeft = 0.3
  /// Reading one byte back, of so many at most.
  private static let step = 1.0
  private static let spreadMax = 64
  /// Looking at one place of a text, and the word around it. It takes more, but so does beginning to
  /// read each word forward, which is not counted for classes.
  private static let place = 2.0
  /// What a node of a class prefix costs all others, as it multiplies states.
  private static let node = 1.0
  /// One more scan over a whole text.
  static let reading = 200.0
  /// PCRE2 over a whole text.
  static let everywhere = 400.0
  /// Nothing can be gained on a plan as cheap as this.
  static let good = 1.0
  /// Choices that are compared.
  private static let choicesMax = 8

  static func of(_ starts: PatternPlan.Starts, _ presence: LiteralChoice?) -> Double {
    let (perText, search) = hits(starts)
    guard let presence else { return perText * hit + search }
    let others = presence.hitRate * Rarity.textBytes
    return (perText + others) * hit + min(1, presence.rate * Rarity.textBytes) * search
  }

  /// Hits per text, and what PCRE2 does for them.
  private static func hits(_ starts: PatternPlan.Starts) -> (Double, Double) {
    switch starts {
    case .everywhere: return (0, everywhere)
    case .textStart: return (1, check)
    case .longRuns(let run): return (0, Rarity.textBytes / Double(run.least) * place)
    case .classes(let prefix):
      let perText = prefix.rate * Rarity.textBytes
      return (perText, perText * (check + shareLeft * attempt) + node * Double(prefix.nodes.count))
    case .literals(let choice):
      let perText = choice.rate * Rarity.textBytes
      let hits = choice.hitRate * Rarity.textBytes
      // Less to read, and only one start for each hit.
      if choice.isAfterRun { return (hits, perText * (check / 2 + shareLeft * attempt)) }
      return (hits, perText * (check + back(choice) + shareLeft * attempt))
    }
  }

  /// Reading back to where matches begin: from row to row, few of which are at hand.
  private static func back(_ choice: LiteralChoice) -> Double {
    Double(min(choice.spread ?? spreadMax, spreadMax)) * step
  }

  /// The choice to find starts with, if there is only this part.
  static func cheapest(of choices: [LiteralChoice]) -> LiteralChoice? {
    choices.filter { $0.placed.count <= PatternPlan.literalsMax }
      .map { ($0, of(.literals($0), nil)) }.min { $0.1 < $1.1 }?.0
  }

  static func rarest(_ choices: [LiteralChoice]) -> [LiteralChoice] {
    guard choices.count > choicesMax else { return choices }
    let rated = choices.map { ($0, $0.isAfterRun ? 0 : $0.rate) }.sorted { $0.1 < $1.1 }
    return rated.prefix(choicesMax).map(\.0)
  }
}
