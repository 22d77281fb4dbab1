import WeirEngine
import WeirProject

/// How often lines were malformed, by reason and field. So many kinds are told apart; pointers come
/// from the sender and could be any number.
struct FaultCounts: Sendable, Equatable {
  private struct Kind: Sendable, Equatable {
    var words: String
    var count: Int
  }

  private struct Known: Sendable, Equatable {
    var reason: Malformation.Reason
    var field: String
    /// In `kinds`.
    var place: Int
  }

  /// In the order in which they came first.
  private var kinds: [Kind] = []
  private var places: [String: Int] = [:]
  /// The first few, by what they are made of: comparing that is cheaper than making their words and
  /// hashing them, and a flood of tiny lines has few kinds.
  private var known: [Known] = []
  private var others = 0

  private static let knownMax = 8
  private static let knownFieldMax = 64

  /// By the words of each kind.
  var byWords: [String: Int] {
    var counts = places.mapValues { kinds[$0].count }
    if others > 0 { counts["other", default: 0] += others }
    return counts
  }

  mutating func add(_ fault: Malformation, _ mask: PointerMask) {
    for place in known.indices
    where known[place].reason == fault.reason && known[place].field == fault.field {
      kinds[known[place].place].count += 1
      return
    }
    let field = mask.shown(fault.field, released: nil)
    let code = "\(fault.reason.code)"
    guard let place = add(field.isEmpty ? code : "\(code) at \(field)", 1) else { return }
    // A sender's names may be as long as a line.
    if known.count < Self.knownMax, fault.field.utf8.count <= Self.knownFieldMax {
      known.append(Known(reason: fault.reason, field: fault.field, place: place))
    }
  }

  /// Adds what was counted of the lines that came next, in order: which kinds still fit must not
  /// depend on how lines were cut into batches.
  mutating func add(_ next: FaultCounts) {
    for kind in next.kinds { _ = add(kind.words, kind.count) }
    others += next.others
  }

  /// The place of the kind; nil where there are too many.
  private mutating func add(_ words: String, _ number: Int) -> Int? {
    if let place = places[words] {
      kinds[place].count += number
      return place
    }
    guard kinds.count < FilterLimits.tallyReasonsMax else {
      others += number
      return nil
    }
    places[words] = kinds.count
    kinds.append(Kind(words: words, count: number))
    return kinds.count - 1
  }
}
