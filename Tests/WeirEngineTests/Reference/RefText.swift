import WeirChecker
import WeirText

/// A match of one line of a redact policy.
struct RefHit {
  var block: Int
  var pattern: PatternID
  var operation: RedactionOperation
  var match: RefMatch
  /// Whether it only goes on with what began in a string before it.
  var isContinued = false
  /// Whether it has a finding of its own.
  var isReported = true
  var range: Range<Int> { match.range }
  /// What is done there: what stands for the whole of a split match stands in its first piece.
  var done: RedactionOperation {
    switch operation {
    case .replace, .hash: isContinued ? .remove : operation
    case .mask, .remove, .encrypt, .keep: operation
    }
  }
  /// What the view shows there, if it took one to show it.
  var disguised: [UInt8]? { match.view == .raw ? nil : match.value }
}

/// A text under redaction as a row of pieces: single bytes as they came, and edits.
struct RefText {
  enum Mark { case open, edited, kept }
  struct Piece {
    var bytes: [UInt8]
    var marks: [Mark]
    /// What it stands for in the original.
    var origin: Range<Int>
    var isEdit: Bool
  }
  var pieces: [Piece]

  init(_ text: [UInt8]) {
    pieces = text.enumerated().map {
      Piece(bytes: [$0.element], marks: [.open], origin: $0.offset..<$0.offset + 1, isEdit: false)
    }
  }

  var bytes: [UInt8] { pieces.flatMap(\.bytes) }

  func hasOpen(_ range: Range<Int>) -> Bool {
    pieces.flatMap(\.marks)[range].contains(.open)
  }

  /// Pieces with where they stand now.
  private var placed: [(start: Int, piece: Piece)] {
    var start = 0
    return pieces.map { piece in
      defer { start += piece.bytes.count }
      return (start, piece)
    }
  }

  static func isKept(_ hit: RefHit, by hits: [RefHit]) -> Bool {
    hits.contains {
      $0.operation == .keep && $0.block == hit.block && $0.range.lowerBound <= hit.range.lowerBound
        && hit.range.upperBound <= $0.range.upperBound
    }
  }

  /// What is to be done to a range.
  private struct Wish {
    var range: Range<Int>
    var operation: RedactionOperation
    var isDisguised: Bool
    /// Bytes of the match that asks for it.
    var bytes: Int
    /// What a view shows in the whole range.
    var shown: [UInt8]?

    /// What is done first: the more concealing, of equals the longer match, then by the operand.
    func isBefore(_ other: Wish) -> Bool {
      rank == other.rank
        ? (shown ?? []).lexicographicallyPrecedes(other.shown ?? []) : rank < other.rank
    }

    private var rank: (Int, Int, Int, String) {
      switch operation {
      case .remove: (0, 0, -bytes, "")
      case .replace(let text): (1, 0, -bytes, text)
      case .mask(let keep):
        isDisguised ? (2, 0, -bytes, "") : (keep == 0 ? 2 : 5, keep + 1, -bytes, "")
      case .hash(let key): (3, 0, -bytes, key)
      case .encrypt(let key): (4, 0, -bytes, key)
      case .keep: (6, 0, -bytes, "")
      }
    }
  }

  /// One round of edits. `conceal` gives the token for bytes that stand for an original range.
  mutating func apply(
    _ hits: [RefHit], conceal: (RedactionOperation, [UInt8], Range<Int>) -> [UInt8]
  ) {
    for hit in hits where hit.operation == .keep { markKept(hit.range) }
    var unions = hits.filter { $0.operation != .keep && !Self.isKept($0, by: hits) }.map {
      let range = widened($0.range)
      return Wish(
        range: range, operation: $0.done, isDisguised: $0.disguised != nil,
        bytes: range.count, shown: range == $0.range ? $0.disguised : nil)
    }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      search: for a in unions.indices {
        for b in unions.indices where a < b && unions[a].range.overlaps(unions[b].range) {
          let (x, y) = (unions[a], unions[b])
          let range =
            min(
              x.range.lowerBound, y.range.lowerBound)..<max(
              x.range.upperBound, y.range.upperBound)
          unions[a] = y.isBefore(x) ? y : x
          if unions[a].range != range { unions[a].shown = nil }
          unions[a].range = range
          unions.remove(at: b)
          hasChanged = true
          break search
        }
      }
    }
    for union in unions.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      replace(union, conceal)
    }
  }

  private mutating func markKept(_ range: Range<Int>) {
    for (place, (start, piece)) in placed.enumerated() where range.contains(start) {
      if !piece.isEdit { pieces[place].marks = piece.marks.map { _ in .kept } }
    }
  }

  /// An edit that cuts into an earlier one takes all of it.
  private func widened(_ range: Range<Int>) -> Range<Int> {
    var range = range
    for (start, piece) in placed where piece.isEdit && !piece.bytes.isEmpty {
      let place = start..<start + piece.bytes.count
      if place.overlaps(range) {
        range =
          min(range.lowerBound, place.lowerBound)..<max(range.upperBound, place.upperBound)
      }
    }
    return range
  }

  private mutating func replace(
    _ wish: Wish, _ conceal: (RedactionOperation, [UInt8], Range<Int>) -> [UInt8]
  ) {
    let range = wish.range
    let inside = placed.indices.filter { place in
      let (start, piece) = placed[place]
      return piece.bytes.isEmpty
        ? range.lowerBound < start && start < range.upperBound : range.contains(start)
    }
    guard let first = inside.first, let last = inside.last else { return }
    let old = pieces[first...last].flatMap(\.bytes)
    let origin = pieces[first].origin.lowerBound..<pieces[last].origin.upperBound
    var new = Piece(bytes: [], marks: [], origin: origin, isEdit: true)
    switch wish.operation {
    case .remove, .keep: break
    case .replace(let text): new.bytes = Array(text.utf8)
    case .hash: new.bytes = conceal(wish.operation, wish.shown ?? old, origin)
    case .encrypt: new.bytes = conceal(wish.operation, old, origin)
    case .mask(let keep):
      if wish.isDisguised {
        new.bytes = Self.maskedWhole(old)
      } else {
        (new.bytes, new.marks) = Self.masked(old, keep)
      }
    }
    if new.marks.isEmpty { new.marks = new.bytes.map { _ in .edited } }
    pieces.replaceSubrange(first...last, with: [new])
  }

  /// Of what was disguised only spaces and the signs of ASCII stay.
  private static func maskedWhole(_ bytes: [UInt8]) -> [UInt8] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.flatMap { scalar in
      let isSign = scalar.isASCII && !scalar.properties.isAlphabetic && !("0"..."9" ~= scalar)
      let stays = isSign || ScalarClass(scalar.value) == .space
      return stays ? Array(String(scalar).utf8) : [UInt8(ascii: "*")]
    }
  }

  private static func masked(_ bytes: [UInt8], _ keep: Int) -> ([UInt8], [Mark]) {
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    func counts(_ scalar: Unicode.Scalar) -> Bool {
      switch ScalarClass(scalar.value) {
      case .upper, .letter, .digit: true
      case .other, .symbol, .invisible, .selector, .space: false
      }
    }
    let total = scalars.filter(counts).count
    let kept = keep > total / 2 ? 0 : keep
    var seen = 0
    var new: [UInt8] = []
    var marks: [Mark] = []
    for scalar in scalars {
      let utf8 = Array(String(scalar).utf8)
      if counts(scalar) { seen += 1 }
      let isHidden = counts(scalar) && seen <= total - kept
      new += isHidden ? [UInt8(ascii: "*")] : utf8
      let mark: Mark = counts(scalar) && !isHidden ? .kept : .edited
      marks += Array(repeating: mark, count: isHidden ? 1 : utf8.count)
    }
    return (new, marks)
  }
}
