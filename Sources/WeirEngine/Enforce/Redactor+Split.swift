import WeirChecker
import WeirJSON

/// What was split over the strings of one value: a list or `json` that a block looks at.
///
///     ["my card is 4111 1111", "1111 1111"]      a match in what is read across both
///               [--- first ---][- further -]     pieces: hits of the strings that hold them
///     ["my card is [card]", ""]
///
/// Each string is then edited with the pieces among what was found in it.
extension Redactor {
  /// A split match that a block has a finding of.
  struct KnownSplit: Hashable {
    var block: Int
    var place: SplitMatch.Place
  }

  /// A value over whose strings something may be split, and a block that would hide it.
  struct Container {
    var value: JSONValue
    var block: Int
  }

  /// Looks across the strings of all values that active blocks look at.
  mutating func findSplits(_ frame: inout Frame) {
    if !knownSplits.isEmpty { knownSplits.removeAll(keepingCapacity: true) }
    containers.sort { ($0.value.start, $0.block) < ($1.value.start, $1.block) }
    var place = 0
    while place < containers.count {
      let value = containers[place].value
      var blocks: [Int] = []
      while place < containers.count, containers[place].value.start == value.start {
        if blocks.last != containers[place].block { blocks.append(containers[place].block) }
        place += 1
      }
      findSplits(in: value, blocks, &frame)
    }
  }

  private mutating func findSplits(
    in value: JSONValue, _ blocks: [Int], _ frame: inout Frame
  ) {
    _ = frame.searchAcross(
      value, isRedaction: true, { [plan] in plan.names($1) }, undecided: { fail($0, blocks) },
      { _, split in
        take(split, blocks)
        return true
      })
  }

  private mutating func fail(_ pattern: WeirChecker.PatternID, _ blocks: [Int]) {
    for block in blocks where plan.blocks[block].target(of: pattern) != nil {
      failed.insert(block)
    }
  }

  private mutating func take(_ split: SplitMatch, _ blocks: [Int]) {
    for block in blocks {
      guard let target = plan.blocks[block].target(of: split.pattern) else { continue }
      let isNew = knownSplits.insert(KnownSplit(block: block, place: split.place)).inserted
      for (place, piece) in split.pieces.enumerated() {
        splits[piece.value.start, default: []].append(
          Hit(
            block: block, target: plan.blocks[block].targets[target], range: piece.range,
            reading: split.match.place, view: .decoded, disguised: Array(split.match.value),
            isContinued: place > 0, isReported: place == 0 && isNew))
      }
    }
  }
}
