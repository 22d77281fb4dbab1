import WeirEngine
import WeirJSON

extension Malformation {
  /// Why a line is no message of the schema, and where, for people.
  public var sentence: String {
    let place = field.isEmpty ? "the line" : field
    switch reason {
    case .json(let reason):
      return "malformed: \(reason.words) at byte \(offset)" + (field.isEmpty ? "" : " in \(field)")
    case .missing: return "malformed: \(place) is missing"
    case .wrongType(let expected): return "malformed: \(place) is not \(expected)"
    case .undeclared: return "malformed: \(place) is not declared"
    case .future: return "malformed: \(place) runs ahead of the message's arrival"
    }
  }
}

extension Malformation.Reason {
  /// The reason in one word, for machines and counts.
  public var code: StaticString {
    switch self {
    case .json(let reason): reason.code
    case .missing: "missing"
    case .wrongType: "wrong_type"
    case .undeclared: "undeclared"
    case .future: "future"
    }
  }

  /// What would have fitted, where that is known.
  public var expected: String? {
    if case .wrongType(let expected) = self { return expected }
    return nil
  }
}

extension ReadFailure.Reason {
  fileprivate var code: StaticString {
    switch self {
    case .empty: "empty"
    case .byteOrderMark: "byte_order_mark"
    case .notUTF8: "not_utf8"
    case .notAnObject: "not_an_object"
    case .syntax: "syntax"
    case .trailingBytes: "trailing_bytes"
    case .lineTooLong: "line_too_long"
    case .tooDeep: "too_deep"
    case .numberTooLong: "number_too_long"
    case .duplicateName: "duplicate_name"
    case .lookalikeName: "lookalike_name"
    case .loneSurrogate: "lone_surrogate"
    }
  }

  fileprivate var words: String {
    switch self {
    case .empty: "an empty line"
    case .byteOrderMark: "a byte order mark"
    case .notUTF8: "bytes that are not UTF-8"
    case .notAnObject: "not a JSON object"
    case .syntax(let fault): fault.words
    case .trailingBytes: "bytes behind the object"
    case .lineTooLong: "a line over its bound"
    case .tooDeep: "nesting over its bound"
    case .numberTooLong: "a number over its bound"
    case .duplicateName: "a member name that its object has already"
    case .lookalikeName: "a member name that only looks like a declared one"
    case .loneSurrogate: "half of a surrogate pair"
    }
  }
}

extension ReadFailure.SyntaxFault {
  fileprivate var words: String {
    switch self {
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
