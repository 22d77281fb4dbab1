import WeirChecker
import WeirJSON
import WeirMatcher
import WeirSyntax
import WeirViews

/// The redact policies of a program, ready to be applied.
struct RedactionPlan: Sendable {
  /// One for each redact policy, in the order of `Program.policies`.
  var blocks: [RedactionBlock] = []

  /// The deepest view of all blocks' patterns.
  private(set) var view = View.raw

  /// Characters of the shortest text in which a block's pattern can match.
  private var charactersMin = 0

  /// By pattern: whether a block names it.
  private var named: [Bool] = []

  /// Declared fields that are lists or `json`: over the strings of such a value something may be
  /// split.
  private(set) var lists: [FieldID] = []

  /// Whether any block looks at every string and number of the line.
  var readsWholeLine: Bool { blocks.contains { $0.sources == nil } }

  /// Whether any block encrypts.
  var encrypts: Bool {
    blocks.contains { block in
      block.targets.contains {
        if case .encrypt = $0.edit { return true }
        return false
      }
    }
  }

  init(_ set: CheckedSet, _ policies: [CompiledPolicy]) {
    for (place, policy) in set.policies.enumerated() {
      guard case .redact(let redaction) = policy.body, policies[place].standing != .off else {
        continue
      }
      blocks.append(
        RedactionBlock(
          policy: place, name: policy.name, isEnforced: policies[place].standing == .enforced,
          sources: redaction.paths.map { $0.map { RedactionSource($0, set.message) } },
          targets: Self.targets(redaction.lines, set)))
    }
    view = blocks.map(\.view).max() ?? .raw
    lists = set.message.fields.indices.filter {
      switch set.message.fields[$0].type.wrapped {
      case .list, .json: true
      case .bool, .int, .float, .string, .time, .duration, .ip, .cidr, .union, .record, .optional,
        .invalid:
        false
      }
    }
    named = Array(repeating: false, count: set.patterns.count)
    for block in blocks { for target in block.targets { named[target.pattern] = true } }
  }

  /// Whether any block looks for a pattern; texts that are patterns too are nobody's.
  func names(_ pattern: WeirChecker.PatternID) -> Bool { pattern < named.count && named[pattern] }

  /// Takes what the patterns that blocks name say about themselves.
  mutating func measure(_ patterns: PatternSet) {
    let targets = blocks.lazy.flatMap(\.targets)
    charactersMin = targets.map { patterns.patterns[$0.pattern].scalarsMin }.min() ?? 0
  }

  /// Whether a text is too short for any pattern, and so are its readings: small numbers, words of
  /// few letters.
  func isTooShort(_ text: TextBytes) -> Bool {
    if text.count >= charactersMin { return false }
    return view == .raw || text.count <= Self.plainBytesMax && text.allSatisfy(Self.isPlain)
  }

  /// Whether nothing can be found in any text of the shape of a short one: no view reads another text
  /// in it, and no pattern that a block names can match.
  func isClean(shapeOf text: TextBytes, _ patterns: PatternSet) -> Bool {
    guard view == .raw || TextNeeds.arePlain(like: text), var shape = TextShape(of: text) else {
      return false
    }
    return named.indices.allSatisfy { !named[$0] || !patterns.canMatch($0, in: &shape) }
  }

  /// So few bytes are no base64 and no list of codes that a view would open.
  static let plainBytesMax = 8

  /// Whether a view reads a byte as one character at most, whatever stands around it: it begins no
  /// escape, and is no part of a character that folding would write with several.
  static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "\\"): false
    default: byte < 0x80
    }
  }

  /// A line that names a pattern beats one that names its pack; each pattern is looked for once, in
  /// the order of names, as the order of files must not show.
  private static func targets(
    _ lines: [CheckedRedactionLine], _ set: CheckedSet
  ) -> [RedactionTarget] {
    var targets: [PatternID: RedactionTarget] = [:]
    for line in lines.filter(\.namesPack) + lines.filter({ !$0.namesPack }) {
      for pattern in line.patterns {
        targets[pattern] = RedactionTarget(
          pattern: pattern, view: set.patterns[pattern].inspected.source.view,
          edit: EditKind(line.operation, set.keyNames))
      }
    }
    return targets.values.sorted {
      (set.patterns[$0.pattern].name, $0.pattern) < (set.patterns[$1.pattern].name, $1.pattern)
    }
  }
}

final class RedactionBlock: Sendable {
  let policy: Int
  let name: String
  let isEnforced: Bool
  /// Nil for the whole line.
  let sources: [RedactionSource]?
  let targets: [RedactionTarget]
  /// The deepest view of its patterns.
  let view: View
  /// By pattern: its place in `targets`, or -1.
  private let places: [Int32]

  init(
    policy: Int, name: String, isEnforced: Bool, sources: [RedactionSource]?,
    targets: [RedactionTarget]
  ) {
    self.policy = policy
    self.name = name
    self.isEnforced = isEnforced
    self.sources = sources
    self.targets = targets
    view = targets.map(\.view).max() ?? .raw
    var places = [Int32](repeating: -1, count: (targets.map(\.pattern).max() ?? -1) + 1)
    for (place, target) in targets.enumerated() { places[target.pattern] = Int32(place) }
    self.places = places
  }

  /// The target that looks for a pattern.
  func target(of pattern: WeirChecker.PatternID) -> Int? {
    pattern < places.count && places[pattern] >= 0 ? Int(places[pattern]) : nil
  }
}

/// Where a block looks.
enum RedactionSource: Sendable {
  /// A declared field, which the reader has found already.
  case field(FieldID)
  case path(PathPattern)

  init(_ path: CheckedPath, _ message: CheckedMessage) {
    let pattern = PathPattern(path)
    let field = message.fields.firstIndex { pattern.steps == $0.jsonPath.map { .name($0) } }
    self = field.map { .field($0) } ?? .path(pattern)
  }
}

struct RedactionTarget: Sendable {
  var pattern: WeirChecker.PatternID
  var view: View
  var edit: EditKind
}

/// What is done to a match, most concealing first: of overlapping edits the first in this order
/// wins over their union.
enum EditKind: Sendable, Hashable {
  case remove
  case replace(String)
  case mask(keep: Int)
  /// `mask` of a match that was disguised: nothing is kept, and signs that stand for letters go too.
  case maskDisguised
  case hash(key: Int)
  case encrypt(key: Int)
  /// Cancels matches of its own policy.
  case keep

  init(_ operation: RedactionOperation, _ keyNames: [String]) {
    switch operation {
    case .remove: self = .remove
    case .replace(let text): self = .replace(text)
    case .mask(let keep): self = .mask(keep: keep)
    case .hash(let key): self = .hash(key: keyNames.firstIndex(of: key) ?? 0)
    case .encrypt(let key): self = .encrypt(key: keyNames.firstIndex(of: key) ?? 0)
    case .keep: self = .keep
    }
  }

  /// remove, replace, mask, hash, encrypt, mask keep (small N first).
  private var rank: (Int, Int) {
    switch self {
    case .remove: (0, 0)
    case .replace: (1, 0)
    case .maskDisguised: (2, 0)
    case .mask(let keep): keep == 0 ? (2, 1) : (5, keep)
    case .hash: (3, 0)
    case .encrypt: (4, 0)
    case .keep: (6, 0)
    }
  }

  /// What is done where the match was disguised.
  var ofDisguised: EditKind {
    if case .mask = self { return .maskDisguised }
    return self
  }

  /// What is done to the further pieces of a match that was split over strings: what stands for the
  /// whole of it stands in the first.
  var ofContinued: EditKind {
    switch self {
    case .replace, .hash: .remove
    case .remove, .mask, .maskDisguised, .encrypt, .keep: ofDisguised
    }
  }

  private var operand: (Int, String) {
    switch self {
    case .replace(let text): (0, text)
    case .hash(let key), .encrypt(let key): (key, "")
    case .remove, .mask, .maskDisguised, .keep: (0, "")
    }
  }

  /// Whether this edit of so many bytes is chosen before another that it overlaps: the more
  /// concealing; of equals the one with the longer match; then by the operand, so that the order of
  /// policies changes nothing.
  func isChosen(_ bytes: Int, over other: EditKind, _ otherBytes: Int) -> Bool {
    if rank != other.rank { return rank < other.rank }
    return bytes != otherBytes ? bytes > otherBytes : operand < other.operand
  }

  /// The operation as policies write it, for findings.
  func written(_ keyNames: [String]) -> String {
    switch self {
    case .remove: "remove"
    case .replace: "replace"
    case .mask(let keep): keep == 0 ? "mask" : "mask keep \(keep)"
    case .maskDisguised: "mask"
    case .hash(let key): "hash with \(keyNames[key])"
    case .encrypt(let key): "encrypt with \(keyNames[key])"
    case .keep: "keep"
    }
  }
}

extension PathPattern {
  init(_ path: CheckedPath) {
    self.init(
      path.steps.map { step in
        switch step {
        case .member(let name): .name(name)
        case .index(let place): .index(place)
        case .everyElement: .everyElement
        }
      })
  }
}
