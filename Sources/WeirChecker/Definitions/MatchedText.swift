import WeirMatcher
import WeirSyntax
import WeirText

/// What a pattern's `where` gives for a text that is known; nil for what only the engine can tell.
struct MatchedText {
  private let value: String
  private let search: PatternSearch

  init(_ value: String, _ search: PatternSearch) {
    self.value = value
    self.search = search
  }

  func truth(_ e: CheckedExpression) -> Bool? {
    switch e.kind {
    case .constant(.bool(let value)): value
    case .not(let inner): truth(inner).map(!)
    case .and(let a, let b): both(truth(a), truth(b))
    case .or(let a, let b): both(truth(a).map(!), truth(b).map(!)).map(!)
    case .compare(let op, let a, let b): comparison(op, a, b)
    case .isMember(let subject, let list): isMember(subject, list)
    case .search(let kind, let subject, let texts): finds(kind, subject, texts)
    case .matches(let subject, let patterns): matches(subject, patterns)
    case .call(let builtin, let arguments): checkDigits(builtin.name, arguments)
    case .constant, .field, .member, .element, .variable, .letBinding, .matchedText, .exists,
      .isNull, .window, .score, .negate, .arithmetic, .widened, .isElement, .searchDynamic,
      .quantified, .coalesce:
      nil
    }
  }

  private func both(_ a: Bool?, _ b: Bool?) -> Bool? {
    if a == false || b == false { return false }
    return a == true && b == true ? true : nil
  }

  // MARK: Values

  private func text(_ e: CheckedExpression) -> String? {
    switch e.kind {
    case .matchedText: return value
    case .constant(.text(let text)): return text
    case .call(let builtin, let arguments) where builtin.name == "lower":
      guard let text = arguments.first.flatMap(text) else { return nil }
      let lowered = text.utf8.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
      return String(decoding: lowered, as: UTF8.self)
    default: return nil
    }
  }

  private func number(_ e: CheckedExpression) -> Double? {
    switch e.kind {
    case .constant(let constant): return constant.number
    case .widened(let inner): return number(inner)
    case .call(let builtin, let arguments):
      guard let text = arguments.first.flatMap(text) else { return nil }
      switch builtin.name {
      case "length": return Double(text.unicodeScalars.count)
      case "bytes": return Double(text.utf8.count)
      case "char_entropy": return withBytes(of: text, TextMeasure.characterEntropy)
      default: return nil
      }
    default: return nil
    }
  }

  private func withBytes<Result>(
    of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    var text = text
    return text.withUTF8(body)
  }

  // MARK: Tests

  private func comparison(
    _ op: Comparison, _ a: CheckedExpression, _ b: CheckedExpression
  ) -> Bool? {
    if let x = text(a), let y = text(b) {
      let isEqual = x.utf8.elementsEqual(y.utf8)
      return op == .equal ? isEqual : op == .notEqual ? !isEqual : nil
    }
    guard let x = number(a), let y = number(b) else { return nil }
    switch op {
    case .equal: return x == y
    case .notEqual: return x != y
    case .less: return x < y
    case .lessOrEqual: return x <= y
    case .greater: return x > y
    case .greaterOrEqual: return x >= y
    }
  }

  private func isMember(_ subject: CheckedExpression, _ list: ConstantList) -> Bool? {
    guard let text = text(subject) else { return nil }
    return list.values.compactMap(\.text).contains { $0.utf8.elementsEqual(text.utf8) }
  }

  private func finds(
    _ kind: TextSearch, _ subject: CheckedExpression, _ texts: [String]
  ) -> Bool? {
    guard let bytes = text(subject).map({ Array($0.utf8) }) else { return nil }
    return texts.contains { text in
      let needle = Array(text.utf8)
      switch kind {
      case .contains: return bytes.contains(needle)
      case .startsWith: return bytes.starts(with: needle)
      case .endsWith: return bytes.suffix(needle.count).elementsEqual(needle)
      }
    }
  }

  private func matches(_ subject: CheckedExpression, _ patterns: [PatternID]) -> Bool? {
    guard let text = text(subject) else { return nil }
    let truths = patterns.map { id -> Bool? in
      let found = search.search(id, in: text)
      // Here `near` looks at this text alone, which the search doesn't.
      return search.hasNear(id) && found != false ? nil : found
    }
    if truths.contains(true) { return true }
    return truths.contains(nil) ? nil : false
  }

  private func checkDigits(_ name: String, _ arguments: [CheckedExpression]) -> Bool? {
    guard let text = arguments.first.flatMap(text) else { return nil }
    switch name {
    case "luhn": return withBytes(of: text, isLuhnNumber)
    case "iban": return withBytes(of: text, isIBAN)
    default: return nil
    }
  }
}
