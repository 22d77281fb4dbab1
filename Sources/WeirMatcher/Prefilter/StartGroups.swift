/// The patterns of a set of which no literal says where they begin, in groups to be read forward
/// from one start at once:
///
///     wherever the scan for classes hits,   card, imei, phone …
///     or a ``GroupScan`` says
///     at the text's start, a few in each    sql_break, sql_break_clause … │ question, command_file …
///
/// Of what begins with certain classes most ends after a few characters. What stands at the text's
/// start may go on for long, each pattern in its own way: many of them together would come to ever
/// new states. Those that need the same rare characters are in one group, so that it is seldom
/// asked: see ``StartNeeds``.
struct StartGroups: ~Copyable {
  // Invariant: written by init and freed by deinit. The first `classCount` are asked where the scan
  // for classes hits.
  let all: UnsafeMutableBufferPointer<StartGroup>
  let classCount: Int
  /// What the groups at the text's start ask for.
  let needs: StartNeeds
  /// Where there are so many that it pays.
  let scan: UnsafeMutablePointer<GroupScan>?

  private static let textStartMembers = 16

  init(
    _ plans: [PatternPlan], _ patterns: [Prefilter.Searched],
    _ checks: UnsafeMutablePointer<StartCheck>, _ bounds: StartGroup.Bounds
  ) {
    var classes: [Int] = []
    var anchored: [(pattern: Int, needed: SymbolSet)] = []
    for (pattern, plan) in plans.enumerated() {
      guard let parts = patterns[pattern].regex.parts else { continue }
      switch plan.starts {
      case .classes: classes.append(pattern)
      case .textStart: anchored.append((pattern, parts.tree.root.needed))
      case .literals, .longRuns, .everywhere: break
      }
    }
    var groups = classes.isEmpty ? [] : [classes]
    classCount = groups.count
    let anchoredGroups = Self.groups(of: anchored)
    needs = StartNeeds(anchoredGroups.map(\.needed))
    groups += anchoredGroups.map(\.patterns)
    all = .allocate(capacity: groups.count)
    for (place, group) in groups.enumerated() {
      all.initializeElement(
        at: place, to: StartGroup(group.map { ($0, patterns[$0].regex) }, checks, bounds))
    }
    scan = classes.count >= max(1, bounds.scanMembersMin) ? .allocate(capacity: 1) : nil
    if let scan, let group = all.baseAddress { scan.initialize(to: GroupScan(group, bounds)) }
  }

  deinit {
    scan?.deinitialize(count: 1)
    scan?.deallocate()
    needs.deallocate()
    all.deinitialize()
    all.deallocate()
  }

  /// Groups of those that stand at the text's start, the rarest needs together.
  private static func groups(
    of anchored: [(pattern: Int, needed: SymbolSet)]
  ) -> [(patterns: [Int], needed: SymbolSet)] {
    var groups: [(patterns: [Int], needed: SymbolSet)] = []
    var shareMax = -1.0
    for (share, place) in anchored.indices.map({ (share(of: anchored[$0].needed), $0) }).sorted(
      by: <)
    {
      if share > shareMax || (groups.last?.patterns.count ?? 0) == textStartMembers {
        groups.append(([], SymbolSet()))
        shareMax = 2 * share
      }
      groups[groups.count - 1].patterns.append(anchored[place].pattern)
      groups[groups.count - 1].needed.formUnion(anchored[place].needed)
    }
    return groups
  }

  /// How often one of some characters stands in a text, up to where most texts have one. Most have
  /// none outside ASCII.
  private static func share(of needed: SymbolSet) -> Double {
    min(Rarity.share(of: needed.ascii), 1 / Double(StartNeeds.charactersMax))
  }

  /// Members of the largest group.
  var membersMax: Int {
    var most = 0
    for place in all.indices { most = max(most, all[place].memberCount) }
    return most
  }
}
