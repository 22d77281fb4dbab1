import WeirEngine
import WeirJSON

extension DecisionText {
  /// Why a line is no message of the schema, and where.
  public static func sentence(_ malformation: Malformation) -> String {
    let place = malformation.field.isEmpty ? "the line" : malformation.field
    switch malformation.reason {
    case .json(let reason):
      let field = malformation.field.isEmpty ? "" : " in \(malformation.field)"
      return "malformed: \(words(reason)) at byte \(malformation.offset)\(field)"
    case .missing: return "malformed: \(place) is missing"
    case .wrongType(let expected): return "malformed: \(place) is not \(expected)"
    case .undeclared: return "malformed: \(place) is not declared"
    case .future: return "malformed: \(place) runs ahead of the message's arrival"
    }
  }

  private static func words(_ reason: ReadFailure.Reason) -> String {
    switch reason {
    case .empty: "an empty line"
    case .byteOrderMark: "a byte order mark"
    case .notUTF8: "bytes that are not UTF-8"
    case .notAnObject: "not a JSON object"
    case .syntax(let fault): words(fault)
    case .trailingBytes: "bytes behind the object"
    case .lineTooLong: "a line over its bound"
    case .tooDeep: "nesting over its bound"
    case .numberTooLong: "a number over its bound"
    case .duplicateName: "a member name that its object has already"
    case .lookalikeName: "a member name that only looks like a declared one"
    case .loneSurrogate: "half of a surrogate pair"
    }
  }

  private static func words(_ fault: ReadFailure.SyntaxFault) -> String {
    switch fault {
    case .unexpectedEnd: "the line ends too early"
    case .value: "no JSON value where one is needed"
    case .memberName: "no member name where one is needed"
    case .colon: "no colon after a member name"
    case .commaOrBracket: "neither a comma nor `]`"
    case .commaOrBrace: "neither a comma nor `}`"
    case .literal: "a word that is not JSON"
    case .number: "a number that is not JSON"
    case .escape: "an escape that is not JSON"
    case .controlCharacter: "a control character inside a string"
    }
  }
}
