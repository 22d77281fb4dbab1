/// What several clauses ask first:
///
///     deny if exists(tool) and tools > 15
///     deny if target != "" and targets > 150
///     add 1 if exists(tool) and tools > 6
///
/// Where a premise does not hold, all clauses that begin with it have no effect, and leave the agenda
/// together.
struct Premises: Sendable {
  /// The condition of each.
  private(set) var nodes: [Int32] = []
  /// The steps of each, as bits like those of an `Agenda`: one row after the other.
  private var rows: [UInt64] = []
  private let wordCount: Int

  /// What is known of them while a message is judged stands in one word.
  static let countMax = 64

  init() { wordCount = 0 }

  /// - Parameter steps: Takes the place of its premise where a step has one.
  init(_ steps: inout [Step], _ expressions: ExpressionTable) {
    wordCount = (steps.count + 63) / 64
    var found: [(node: NodeID, steps: [Int])] = []
    // Of those whose outline is the same: many rules have many premises.
    var likes: [[Int32]: [Int]] = [:]
    for place in steps.indices {
      guard let node = Self.first(of: steps[place], expressions) else { continue }
      let like = likes[expressions.outline(of: node), default: []]
      if let known = like.first(where: { expressions.isSame(found[$0].node, node) }) {
        found[known].steps.append(place)
      } else {
        likes[expressions.outline(of: node), default: []].append(found.count)
        found.append((node, [place]))
      }
    }
    for (node, places) in found.filter({ $0.steps.count > 1 }).prefix(Self.countMax) {
      let start = rows.count
      rows += Array(repeating: 0, count: wordCount)
      for place in places {
        steps[place].premise = Int8(nodes.count)
        rows[start + (place >> 6)] |= 1 << UInt64(place & 63)
      }
      nodes.append(Int32(node))
    }
  }

  /// The steps of a premise, one word of them.
  @inline(__always)
  func steps(of premise: Int, word: Int) -> UInt64 { rows[premise * wordCount + word] }

  /// What a step asks first, and has no effect if that is false.
  private static func first(of step: Step, _ expressions: ExpressionTable) -> NodeID? {
    guard step.kind == .weigh || step.kind == .verdictIf else { return nil }
    var node = Int(step.node)
    while expressions.nodes[node].operation == .and { node = Int(expressions.nodes[node].a) }
    return node == Int(step.node) ? nil : node
  }
}
