import WeirSyntax

/// Every lint, in the order of names. A new one is a file and a line here.
public enum Lints {
  static let all: [Lint] = [
    alwaysFalse, alwaysTrue, containsWouldDo, duplicateListEntry, duplicatePattern, duplicateRule,
    emptyNamedList, escapableByOmission, exceptionWithoutEnd, expiredException, failsOpen,
    invisibleTextInPolicy, keepEverything, limitCostOverBurst, limitWithoutKey,
    policyWithoutTest, quadraticStart, redactionShadowed, unanalysablePattern,
    unanchoredValidation, unescapedDot, unreachableRule, unreachableThreshold, untrustedCondition,
    untrustedException, untrustedLimitKey, unusedLet, unusedList, unusedModel, unusedPack,
    unusedPattern, weakMask,
  ]

  /// The pages of all lints, those that the checker itself gives included.
  public static let codes: [DiagnosticCode] = {
    var codes = all.map(\.code)
    let own = [
      LintCodes.needlessDefault, LintCodes.emptyList, LintCodes.needlessAllow,
    ]
    for code in own where !codes.contains(where: { $0.id == code.id }) { codes.append(code) }
    return codes.sorted { $0.id < $1.id }
  }()
}
