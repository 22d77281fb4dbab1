/// Chooses the piece of each literal that the scan reads: of very many literals the rarest few bytes, else
/// all.
struct LiteralPieces {
  private(set) var all: [(literal: Literal, piece: Range<Int>)] = []

  var bytes: some Sequence<Literal.Byte> { all.lazy.flatMap { $0.literal.bytes[$0.piece] } }

  /// Literals from which on the rows of whole ones would be more than caches hold.
  private static let literalsMin = 2_000
  /// Shorter ones are frequent, and longer ones make more rows.
  private static let bytesMax = 6
  /// Literals of one piece, each of which is compared where it occurs. Where they are more, they are
  /// read as wholes.
  private static let sharedMax = 32

  init(_ literals: [Literal]) {
    guard literals.count >= Self.literalsMin else {
      all = literals.map { ($0, $0.bytes.indices) }
      return
    }
    all = literals.map { ($0, Self.rarest(of: $0)) }
    var count: [[UInt8]: Int] = [:]
    for (literal, piece) in all { count[Self.read(literal, piece), default: 0] += 1 }
    for (index, (literal, piece)) in all.enumerated()
    where count[Self.read(literal, piece), default: 0] > Self.sharedMax {
      all[index].piece = literal.bytes.indices
    }
  }

  private static func read(_ literal: Literal, _ piece: Range<Int>) -> [UInt8] {
    literal.bytes[piece].map(\.folded)
  }

  private static func rarest(of literal: Literal) -> Range<Int> {
    guard literal.bytes.count > bytesMax else { return literal.bytes.indices }
    let rated = (0...literal.bytes.count - bytesMax).map { start in
      (piece: start..<start + bytesMax, rate: rate(of: literal.bytes[start..<start + bytesMax]))
    }
    return rated.min { $0.rate < $1.rate }?.piece ?? literal.bytes.indices
  }

  /// How often it occurs per byte of ordinary text, roughly.
  private static func rate(of bytes: Slice<LiteralBytes>) -> Double {
    var previous: Literal.Byte?
    return bytes.reduce(1) { rate, byte in
      defer { previous = byte }
      return rate * Rarity.share(of: byte, after: previous)
    }
  }
}
