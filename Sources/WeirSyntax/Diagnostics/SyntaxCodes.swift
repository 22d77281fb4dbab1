/// Every diagnostic that reading a policy's text can give, with its page.
public enum SyntaxCodes {
  public static let all: [DiagnosticCode] = lexical + grammatical

  static let lexical: [DiagnosticCode] = [
    unterminatedText, badEscape, controlInText, malformedNumber, numberOutOfRange, badTime,
    badAddress, unterminatedRegex, badRegexFlag, strangeCharacter, foreignSign, foreignComment,
    invalidUTF8, bidiControl, fileTooLarge,
  ]

  static let grammatical: [DiagnosticCode] = [
    expected, unclosedBracket, missingBrace, strayBracket, unknownDeclaration, unknownClause,
    clauseOfOtherKind, reservedName, comparisonChain, assignmentInCondition, looseNot,
    unknownVerdict, clauseNotEnded, tooDeep, misplacedRegex, methodCall, badWindow,
    unknownRedaction, badExpectation, repeatedSuffix,
  ]
}
