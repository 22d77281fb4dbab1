/// Where matches of one pattern can begin, as one number, so that sorting puts windows in order.
///
///     bits 42…63  the pattern
///     bits 21…41  the first byte a match can begin at
///     bits  1…20  the last byte, counted from the first
///     bit      0  whether it was merged from several
struct StartWindow: Equatable, Sendable {
  var bits: UInt64

  static let patternsMax = 1 << 22
  private static let lengthMask: UInt64 = (1 << 20) - 1

  init(bits: UInt64) { self.bits = bits }

  init(pattern: Int, first: Int, last: Int, isMerged: Bool = false) {
    bits =
      UInt64(pattern) << 42 | UInt64(first) << 21 | UInt64(last - first) << 1 | (isMerged ? 1 : 0)
  }

  var pattern: Int { Int(bits >> 42) }
  var first: Int { Int(bits >> 21 & (1 << 21 - 1)) }
  var last: Int { first + Int(bits >> 1 & Self.lengthMask) }
  var isMerged: Bool { bits & 1 == 1 }

  /// Whether both are of one pattern and have a start in common.
  func overlaps(_ later: StartWindow) -> Bool { pattern == later.pattern && later.first <= last }

  /// Both and what lies between; `later` begins no earlier.
  func joined(_ later: StartWindow, isMerged: Bool) -> StartWindow {
    StartWindow(
      pattern: pattern, first: first, last: max(last, later.last),
      isMerged: isMerged || self.isMerged || later.isMerged)
  }
}
