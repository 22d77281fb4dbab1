import WeirMatcher

/// The patterns that may match in one of several readings of a text, ascending, each once: the
/// candidates of their scans, merged.
struct PossiblePatterns: Sequence, IteratorProtocol {
  private var raw: Candidates
  private var folded: Candidates
  private var decoded: Candidates
  // Alive as long as whoever judges; iterating counts no references.
  private let program: Unmanaged<Program>

  /// - Parameter deepest: The deepest view that is asked for.
  // Inlined, or it would be given references of its own.
  @inline(__always)
  init(_ readings: Readings, to deepest: View, _ program: Program) {
    raw = Candidates(readings.scan)
    folded = deepest < .folded ? Candidates() : Candidates(readings.reading(.folded)?.scan)
    decoded = deepest < .decoded ? Candidates() : Candidates(readings.reading(.decoded)?.scan)
    self.program = .passUnretained(program)
  }

  mutating func next() -> Int? {
    folded.skipOthers(.folded, program)
    decoded.skipOthers(.decoded, program)
    let next = Swift.min(raw.first, folded.first, decoded.first)
    if next == Candidates.none { return nil }
    raw.take(next)
    folded.take(next)
    decoded.take(next)
    return next
  }
}

/// The candidates of one scan that are still to come.
private struct Candidates {
  static let none = Int.max

  private var list = UnsafeBufferPointer<Int>(start: nil, count: 0)
  private var place = 0

  init() {}

  init(_ scan: PatternScan?) { if let scan { list = scan.candidates } }

  var first: Int { place < list.count ? list[place] : Self.none }

  mutating func take(_ pattern: Int) { if first == pattern { place += 1 } }

  /// Skips what the scan found of patterns that are not searched in its view.
  mutating func skipOthers(_ view: View, _ program: Unmanaged<Program>) {
    program._withUnsafeGuaranteedRef { program in
      while place < list.count, !program.reads(list[place], view) { place += 1 }
    }
  }
}
