import WeirChecker
import WeirSyntax

/// Writes a message as a test's `message { … }`: what is neutral is left out.
struct SampleText {
  let set: CheckedSet
  /// Places that the test is about; members that aren't declared are left out unless they hold one.
  let places: [TextPlace]
  private let neutral: JSONTree?

  init(set: CheckedSet, keeping places: [TextPlace]) {
    self.set = set
    self.places = places
    let writer = SampleWriter(message: set.message, files: [], now: TestClock.start)
    neutral = JSONTree(line: writer.neutralLine)
  }

  /// Nil where a test's words can't say it.
  func message(_ tree: JSONTree) -> String? {
    guard case .object(let members) = tree else { return nil }
    let shape = set.message.shape
    var texts: [String] = []
    for member in members where neutral?.member(member.name) != member.value {
      guard let field = shape.fields.first(where: { $0.jsonName == member.name }) else {
        if places.contains(where: { $0.names.first == member.name }) { return nil }
        continue
      }
      guard let value = Self.value(member.value, field.type) else { return nil }
      texts.append("\(Self.name(field.name)): \(value)")
    }
    return texts.isEmpty ? "message {}" : "message { \(texts.joined(separator: ", ")) }"
  }

  private static func value(_ value: JSONTree, _ type: ValueType) -> String? {
    switch (value, type.wrapped) {
    case (.object(let members), .record(let shape)): return record(members, shape)
    case (.object(let members), .json):
      let texts = members.map { member in
        self.value(member.value, .json).map { name(member.name) + ": " + $0 }
      }
      return joined(texts, "{ ", " }", empty: "{}")
    case (.list(let elements), .list(let element)):
      return joined(elements.map { self.value($0, element) }, "[", "]", empty: "[]")
    case (.list(let elements), .json):
      return joined(elements.map { self.value($0, .json) }, "[", "]", empty: "[]")
    case (.text(let text), let wanted):
      return isRecordOrList(wanted) ? nil : quoted(text)
    case (.number(let text), let wanted): return wanted.isText ? nil : text
    case (.bool(let value), .bool), (.bool(let value), .json): return value ? "true" : "false"
    case (.null, let wanted): return type.isOptional || wanted == .json ? "null" : nil
    case (.object, _), (.list, _), (.bool, _): return nil
    }
  }

  private static func record(_ members: [JSONTree.Member], _ shape: RecordType) -> String? {
    let texts = members.map { member -> String? in
      guard let field = shape.fields.first(where: { $0.jsonName == member.name }) else {
        return nil
      }
      return value(member.value, field.type).map { "\(name(field.name)): \($0)" }
    }
    return joined(texts, "{ ", " }", empty: "{}")
  }

  private static func joined(
    _ texts: [String?], _ open: String, _ close: String, empty: String
  ) -> String? {
    let known = texts.compactMap { $0 }
    guard known.count == texts.count else { return nil }
    return known.isEmpty ? empty : open + known.joined(separator: ", ") + close
  }

  private static func isRecordOrList(_ type: ValueType) -> Bool {
    switch type {
    case .record, .list: true
    case .bool, .int, .float, .string, .time, .duration, .ip, .cidr, .json, .union, .optional,
      .invalid:
      false
    }
  }

  /// Quoted where the language would read something else.
  private static func name(_ name: String) -> String {
    let isName = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    let startsWithDigit = name.utf8.first.map { $0 < UInt8(ascii: "A") } ?? true
    return isName && !startsWithDigit && !ReservedWord.all.contains(name) ? name : quoted(name)
  }

  /// A text as policies write it, with what can't be seen or told from a space as `\u` and its digits.
  static func quoted(_ text: String) -> String {
    JSONTree.quoted(text).unicodeScalars.map { scalar in
      isShown(scalar)
        ? String(scalar)
        : scalar.utf16.map { unit in
          let digits = String(unit, radix: 16)
          return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }.joined()
  }

  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7f }
    if scalar.properties.isDefaultIgnorableCodePoint { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .connectorPunctuation, .dashPunctuation,
      .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
      .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol,
      .spacingMark:
      return true
    case .nonspacingMark, .enclosingMark, .spaceSeparator, .lineSeparator, .paragraphSeparator,
      .control, .format, .surrogate, .privateUse, .unassigned:
      return false
    @unknown default: return false
    }
  }
}
