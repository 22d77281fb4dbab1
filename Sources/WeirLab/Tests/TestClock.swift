import WeirChecker
import WeirProject
import WeirSyntax

/// A test's time: it starts at 2026-01-01T00:00:00Z and stands still unless a message says otherwise.
struct TestClock {
  static let start: Int64 = 1_767_225_600_000_000
  private(set) var now = TestClock.start

  /// The time of the next message.
  ///
  /// `at` says when it arrives; `after` lets that much pass before each repetition; a value given for
  /// the schema's clock field is when it arrives too, unless `at` says otherwise.
  mutating func advance(_ timing: TestTree.Timing, own: Int64?, isFirst: Bool) {
    let at = timing.at.flatMap(Self.time)
    if isFirst, let start = at ?? own { now = start }
    guard let pause = timing.after.flatMap(Self.duration) else { return }
    // `at … after …` begins at that time and goes on from there.
    if isFirst && at != nil { return }
    let (later, overflow) = now.addingReportingOverflow(pause)
    if !overflow { now = later }
  }

  /// The time that a sample gives for the schema's clock field, read as the engine reads it.
  static func ownTime(of sample: SampleTree, in message: CheckedMessage) -> Int64? {
    guard let clock = message.clock else { return nil }
    let field = message.fields[clock]
    var members = sample.members
    for (place, name) in field.path.enumerated() {
      let given = members.first { $0.name.text == name || $0.name.text == field.jsonPath[place] }
      guard let given else { return nil }
      switch given.value.kind {
      case .record(let inner): members = inner
      case .literal(let literal): return place == field.path.count - 1 ? time(literal) : nil
      case .list, .invalid: return nil
      }
    }
    return nil
  }

  private static func time(_ literal: Literal) -> Int64? {
    switch literal {
    case .time(let time): return time
    case .int(let epoch): return time(epoch: Double(epoch))
    case .float(let epoch): return time(epoch: epoch)
    case .text(let text): return time(text: text)
    case .bool, .duration, .ip, .cidr, .null: return nil
    }
  }

  private static func time(epoch: Double) -> Int64? {
    let seconds = abs(epoch) > 1e11 ? epoch / 1000 : epoch
    let value = (seconds * 1_000_000).rounded()
    return abs(value) < 0x1p62 ? Int64(value) : nil
  }

  private static func time(text: String) -> Int64? {
    let lexed = Lexer.lex(SourceFile(name: "", text: text), index: 0)
    guard case .literal(.time(let time)) = lexed.tokens.first?.kind else { return nil }
    return time
  }

  // MARK: Suffixes, which the checker has found to be constants

  static func count(_ timing: TestTree.Timing) -> Int {
    guard case .literal(.int(let count)) = constant(timing.times)?.kind else { return 1 }
    return Int(max(1, min(count, 100_000)))
  }

  private static func time(_ expression: Expression) -> Int64? {
    guard case .literal(.time(let time)) = constant(expression)?.kind else { return nil }
    return time
  }

  private static func duration(_ expression: Expression) -> Int64? {
    switch constant(expression)?.kind {
    case .literal(.duration(let duration)): duration
    case .literal(.int(0)): 0
    default: nil
    }
  }

  static func score(_ expression: Expression) -> Double? {
    switch constant(expression)?.kind {
    case .literal(.float(let score)): score
    case .literal(.int(let score)): Double(score)
    default: nil
    }
  }

  static func level(_ expression: Expression) -> Int? {
    guard case .literal(.int(let level)) = constant(expression)?.kind else { return nil }
    return Int(level)
  }

  private static func constant(_ expression: Expression?) -> Expression? {
    guard let expression else { return nil }
    if case .parenthesised(let inner) = expression.kind { return constant(inner) }
    return expression
  }
}
