import WeirSyntax

/// What a number of messages say about one member: which kinds of value it had and how often.
struct FieldFacts {
  /// Objects in which the member could have stood, stood, and stood as null.
  var chanceCount = 0
  var presentCount = 0
  var nullCount = 0
  var hasBool = false
  var hasWhole = false
  var hasFraction = false
  var hasText = false
  var hasList = false
  var hasObject = false
  /// Every text so far was an RFC 3339 time.
  var isTimes = true
  /// Every number so far lies between 2001 and 2100 as seconds or milliseconds.
  var isEpochs = true
  var textBytes = 0
  /// Different texts, as long as they are few and short.
  var texts: [String: Int]? = [:]
  var members = ObjectFacts()
  /// Of the elements of lists.
  var elements: [FieldFacts] = []

  static let distinctMax = 8
  private static let wordBytesMax = 32

  mutating func observe(_ value: JSONTree) {
    presentCount += 1
    switch value {
    case .null: nullCount += 1
    case .bool: hasBool = true
    case .number(let text): observeNumber(text)
    case .text(let text): observeText(text)
    case .list(let values): observeList(values)
    case .object(let members):
      hasObject = true
      self.members.observe(members)
    }
  }

  private mutating func observeNumber(_ text: String) {
    if Int64(text) != nil { hasWhole = true } else { hasFraction = true }
    let value = Double(text) ?? 0
    let seconds = value > 1e11 ? value / 1000 : value
    if !(978_307_200...4_102_444_800).contains(seconds) { isEpochs = false }
  }

  private mutating func observeText(_ text: String) {
    hasText = true
    textBytes += text.utf8.count
    if isTimes { isTimes = Self.isTime(text) }
    guard var texts else { return }
    texts[text, default: 0] += 1
    let isWord = text.utf8.count <= Self.wordBytesMax && !text.isEmpty
    self.texts = isWord && texts.count <= Self.distinctMax ? texts : nil
  }

  private mutating func observeList(_ values: [JSONTree]) {
    hasList = true
    if elements.isEmpty { elements.append(FieldFacts()) }
    for value in values {
      elements[0].chanceCount += 1
      elements[0].observe(value)
    }
  }

  /// A date and a time with a zone, as the language reads it.
  private static func isTime(_ text: String) -> Bool {
    guard text.utf8.count >= 20, text.utf8.count <= 40 else { return false }
    let lexed = Lexer.lex(SourceFile(name: "", text: text), index: 0)
    guard lexed.diagnostics.isEmpty, case .literal(.time) = lexed.tokens.first?.kind else {
      return false
    }
    return true
  }

  var kindCount: Int {
    [hasBool, hasWhole || hasFraction, hasText, hasList, hasObject].count { $0 }
  }

  var isOptional: Bool { presentCount < chanceCount || nullCount > 0 }
}

/// The members that objects in one place had, in the order of their first appearance.
struct ObjectFacts {
  private(set) var count = 0
  private(set) var names: [String] = []
  private(set) var facts: [String: FieldFacts] = [:]

  mutating func observe(_ members: [JSONTree.Member]) {
    count += 1
    for member in members {
      if facts[member.name] == nil {
        names.append(member.name)
        facts[member.name] = FieldFacts()
      }
      facts[member.name]?.observe(member.value)
    }
  }

  /// The members with their chances counted.
  var members: [(name: String, facts: FieldFacts)] {
    names.compactMap { name in
      guard var facts = facts[name] else { return nil }
      facts.chanceCount = count
      return (name, facts)
    }
  }
}
