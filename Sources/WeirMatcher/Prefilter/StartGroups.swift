/// The patterns of a set of which no literal says where they begin, in groups to be read forward
/// from one start at once:
///
///     wherever the scan for classes hits,   card, imei, phone …
///     or a ``GroupScan`` says
///     at the text's start, a few in each    sql_break, sql_break_clause … │ question, command_file …
///
/// Of what begins with certain classes most ends after a few characters. What stands at the text's
/// start may go on for long, each pattern in its own way: many of them together would come to ever
/// new states.
struct StartGroups: ~Copyable {
  // Invariant: written by init and freed by deinit. The first `classCount` are asked where the scan
  // for classes hits.
  let all: UnsafeMutableBufferPointer<StartGroup>
  let classCount: Int
  /// Where there are so many that it pays.
  let scan: UnsafeMutablePointer<GroupScan>?

  private static let textStartMembers = 16

  init(
    _ plans: [PatternPlan], _ patterns: [Prefilter.Searched],
    _ checks: UnsafeMutablePointer<StartCheck>, _ bounds: StartGroup.Bounds
  ) {
    var classes: [Int] = []
    var anchored: [Int] = []
    for (pattern, plan) in plans.enumerated() where patterns[pattern].regex.parts != nil {
      switch plan.starts {
      case .classes: classes.append(pattern)
      case .textStart: anchored.append(pattern)
      case .literals, .longRuns, .everywhere: break
      }
    }
    var groups = Self.parts(of: classes, each: max(1, classes.count))
    classCount = groups.count
    groups += Self.parts(of: anchored, each: Self.textStartMembers)
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
    all.deinitialize()
    all.deallocate()
  }

  private static func parts(of patterns: [Int], each count: Int) -> [ArraySlice<Int>] {
    stride(from: 0, to: patterns.count, by: count).map {
      patterns[$0..<min($0 + count, patterns.count)]
    }
  }

  /// Members of the largest group.
  var membersMax: Int {
    var most = 0
    for place in all.indices { most = max(most, all[place].memberCount) }
    return most
  }
}
