/// What the attacker tried and how far it came.
public struct RedteamReport: Sendable {
  /// Of variants.
  public struct Share: Sendable, Equatable {
    public var tried = 0
    public var caught = 0

    /// 1 where nothing was tried.
    public var value: Double { tried == 0 ? 1 : Double(caught) / Double(tried) }

    mutating func count(_ isCaught: Bool) {
      tried += 1
      if isCaught { caught += 1 }
    }
  }

  /// One rule and the attacks that it catches plainly written.
  public struct RuleTally: Sendable {
    public var name: RuleName
    public var attacks = 0
    public var variants = 0
    /// Caught by the rule itself.
    public var itself = 0
    /// Caught by another rule alone.
    public var others = 0
    public var slipped: Int { variants - itself - others }
    /// Variants that slipped through, by the one disguise that they wore.
    public var slippedBy: [String: Int] = [:]

    /// 1 where nothing was tried.
    public var share: Double {
      variants == 0 ? 1 : Double(itself + others) / Double(variants)
    }
  }

  public struct DisguiseTally: Sendable {
    public var name: String
    public var alone = Share()
    public var paired = Share()
  }

  public let seed: UInt64
  public let intake: Redteam.Intake
  public let attackCount: Int
  public var untrainedModels: [String] = []
  public private(set) var total = Share()
  /// In the order of `Disguise.all`.
  public private(set) var disguises: [DisguiseTally]
  /// One for each rule and disguise, or pair where neither half was enough.
  public private(set) var survivors: [Survivor] = []
  private var rulesByName: [RuleName: RuleTally] = [:]
  private var places: [String: Int] = [:]
  private var told: Set<[String]> = []

  init(_ settings: Redteam.Settings, _ intake: Redteam.Intake, attackCount: Int) {
    seed = settings.seed
    self.intake = intake
    self.attackCount = attackCount
    disguises = settings.disguises.map { DisguiseTally(name: $0.name) }
    for (place, disguise) in disguises.enumerated() { places[disguise.name] = place }
  }

  /// The rule that let most through first.
  public var rules: [RuleTally] {
    rulesByName.values.sorted { a, b in
      a.share != b.share ? a.share < b.share : a.name < b.name
    }
  }

  // MARK: - Counting

  mutating func begin(_ attack: Attack) {
    for rule in attack.rules {
      rulesByName[rule, default: RuleTally(name: rule)].attacks += 1
    }
  }

  mutating func count(_ variant: Variant, of attack: Attack, _ fate: Fate) {
    total.count(fate.isCaught)
    for name in variant.names {
      guard let place = places[name] else { continue }
      if variant.names.count == 1 {
        disguises[place].alone.count(fate.isCaught)
      } else {
        disguises[place].paired.count(fate.isCaught)
      }
    }
    for rule in attack.rules { rulesByName[rule]?.count(variant, fate) }
  }

  func isNew(_ variant: Variant, of attack: Attack) -> Bool {
    !told.contains(Self.key(attack.rules[0], variant.names))
  }

  mutating func add(_ survivor: Survivor) {
    told.insert(Self.key(survivor.rule, survivor.disguises))
    survivors.append(survivor)
  }

  private static func key(_ rule: RuleName, _ disguises: [String]) -> [String] {
    [rule.text] + disguises
  }
}

extension RedteamReport.RuleTally {
  fileprivate mutating func count(_ variant: Variant, _ fate: Fate) {
    variants += 1
    if fate.rules.contains(name) {
      itself += 1
    } else if fate.isCaught {
      others += 1
    } else if variant.names.count == 1 {
      slippedBy[variant.names[0], default: 0] += 1
    }
  }

  /// Disguises that it let through alone, the one that did most often first.
  var weaknesses: [String] {
    slippedBy.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }
}
