import WeirChecker
import WeirText

/// A match of one line of a redact policy.
struct RefHit {
  var block: Int
  var pattern: PatternID
  var operation: RedactionOperation
  var range: Range<Int>
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

  /// What is done first: the more concealing, of equals the longer match, then by the operand.
  private static func rank(
    _ operation: RedactionOperation, bytes: Int
  ) -> (Int, Int, Int, String) {
    switch operation {
    case .remove: (0, 0, -bytes, "")
    case .replace(let text): (1, 0, -bytes, text)
    case .mask(keep: 0): (2, 0, -bytes, "")
    case .hash(let key): (3, 0, -bytes, key)
    case .encrypt(let key): (4, 0, -bytes, key)
    case .mask(let keep): (5, keep, -bytes, "")
    case .keep: (6, 0, -bytes, "")
    }
  }

  /// One round of edits. `conceal` gives the token for bytes that stand for an original range.
  mutating func apply(
    _ hits: [RefHit], conceal: (RedactionOperation, [UInt8], Range<Int>) -> [UInt8]
  ) {
    for hit in hits where hit.operation == .keep { markKept(hit.range) }
    // With the bytes of the match whose operation it is.
    var unions: [(range: Range<Int>, operation: RedactionOperation, bytes: Int)] = hits.filter {
      $0.operation != .keep && !Self.isKept($0, by: hits)
    }.map {
      let range = widened($0.range)
      return (range, $0.operation, range.count)
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
          let first =
            Self.rank(x.operation, bytes: x.bytes) <= Self.rank(y.operation, bytes: y.bytes)
          unions[a] = (range, first ? x.operation : y.operation, first ? x.bytes : y.bytes)
          unions.remove(at: b)
          hasChanged = true
          break search
        }
      }
    }
    for union in unions.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      replace(union.range, union.operation, conceal)
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
    _ range: Range<Int>, _ operation: RedactionOperation,
    _ conceal: (RedactionOperation, [UInt8], Range<Int>) -> [UInt8]
  ) {
    let inside = placed.indices.filter { place in
      let (start, piece) = placed[place]
      return piece.bytes.isEmpty
        ? range.lowerBound < start && start < range.upperBound : range.contains(start)
    }
    guard let first = inside.first, let last = inside.last else { return }
    let old = pieces[first...last].flatMap(\.bytes)
    let origin = pieces[first].origin.lowerBound..<pieces[last].origin.upperBound
    var new = Piece(bytes: [], marks: [], origin: origin, isEdit: true)
    switch operation {
    case .remove, .keep: break
    case .replace(let text): new.bytes = Array(text.utf8)
    case .hash, .encrypt: new.bytes = conceal(operation, old, origin)
    case .mask(let keep): (new.bytes, new.marks) = Self.masked(old, keep)
    }
    if new.marks.isEmpty { new.marks = new.bytes.map { _ in .edited } }
    pieces.replaceSubrange(first...last, with: [new])
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
