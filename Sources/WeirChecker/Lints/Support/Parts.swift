import WeirSyntax

extension CheckedExpression {
  /// The largest parts that always have this value; a bare `true` was meant.
  func parts(always wanted: Bool, _ context: LintContext) -> [CheckedExpression] {
    if case .constant = kind { return [] }
    if StaticValue(context: context).truth(self) == wanted { return [self] }
    switch kind {
    case .and(let a, let b), .or(let a, let b):
      return a.parts(always: wanted, context) + b.parts(always: wanted, context)
    default: return []
    }
  }

  /// What the sender can leave out, or send as another type, to make the condition false.
  func omissible(_ context: LintContext) -> [Omission] {
    var found: [String: Omission] = [:]
    visit { part in
      guard case .coalesce(let optional, let other) = part.kind,
        let text = context.absenceText(optional), context.restsOnUntrusted(optional),
        StaticValue(context: context, absent: text).truth(self) == false
      else { return }
      let converted = optional.converted.flatMap(context.pathText)
      found[text] =
        found[text]
        ?? Omission(
          path: converted ?? text, isOfOtherType: converted != nil,
          supplied: context.written(other.span), span: optional.span)
    }
    return found.values.sorted { $0.span.start < $1.span.start }
  }
}

struct Omission {
  var path: String
  /// It may be there, but can't be read as the type that is asked for.
  var isOfOtherType: Bool
  /// What `??` supplies, as written.
  var supplied: String
  var span: SourceSpan
}

extension CheckedRule {
  var adds: Double? {
    if case .add(let points, _) = kind { return points }
    return nil
  }

  var isRequirement: Bool {
    if case .require = kind { return true }
    return false
  }
}

extension Lints {
  static func unreachableSums(_ rules: [CheckedRule], _ code: DiagnosticCode) -> [Diagnostic] {
    let most = rules.compactMap(\.adds).filter { $0 > 0 }.reduce(0, +)
    return rules.compactMap { rule -> Diagnostic? in
      guard case .above(let bound) = rule.kind, bound >= most else { return nil }
      return Diagnostic(
        code, "the sum never gets above \(bound)",
        at: Label(rule.span, "all that is added makes \(most)"),
        help: "lower the bound below \(most)")
    }
  }

  static func unreachableScores(
    _ anomaly: CheckedAnomaly, _ code: DiagnosticCode
  ) -> [Diagnostic] {
    let bounds = anomaly.thresholds.compactMap { threshold -> (CheckedThreshold, Double)? in
      if case .score(let bound) = threshold.kind { (threshold, bound) } else { nil }
    }
    return bounds.compactMap { threshold, bound -> Diagnostic? in
      if bound >= 1 {
        return Diagnostic(
          code, "no score is above \(bound)", at: Label(threshold.span, "scores end at 1"),
          help: "lower the threshold")
      }
      guard
        let stricter = bounds.first(where: { $0.0.verdict > threshold.verdict && $0.1 <= bound })
      else { return nil }
      return Diagnostic(
        code, "this threshold never decides", at: Label(threshold.span, "\(bound)"),
        also: [Label(stricter.0.span, "a stricter verdict begins at \(stricter.1)")],
        help: "the stricter verdict needs the higher threshold")
    }
  }

  /// Characters without width that leave no trace on a screen.
  static func invisiblePlaces(_ bytes: [UInt8]) -> [Range<Int>] {
    guard let text = String(validating: bytes, as: UTF8.self) else { return [] }
    var places: [Range<Int>] = []
    var at = 0
    for scalar in text.unicodeScalars {
      let width = UTF8.width(scalar)
      if isInvisible(scalar) && at > 0 { places.append(at..<at + width) }
      at += width
    }
    return places
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xad, 0x200b...0x200f, 0x2060...0x2064, 0xfeff, 0xe0000...0xe007f: true
    default: false
    }
  }
}
