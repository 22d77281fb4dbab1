import WeirEngine
import WeirSyntax

/// Infers a `message` block from traffic: names, types, what may be absent.
public struct SchemaInference {
  private var facts = ObjectFacts()
  public private(set) var malformedCount = 0

  public init() {}

  public var messageCount: Int { facts.count }

  public mutating func observe(_ line: [UInt8]) {
    guard case .object(let members) = JSONTree(line: line) else {
      malformedCount += 1
      return
    }
    facts.observe(members)
  }

  /// The schema; nil where no line was a message.
  public func schema() -> InferredSchema? {
    guard facts.count > 0 else { return nil }
    var taken = Self.taken
    let fields = facts.members.map { member in
      InferredField(
        name: Self.identifier(member.name, &taken), jsonName: member.name,
        type: Self.type(member.facts, name: member.name, depth: 0),
        isOptional: member.facts.isOptional, meanTextBytes: member.facts.meanTextBytes)
    }
    return InferredSchema(fields: fields)
  }

  // MARK: - Types

  private static func type(_ facts: FieldFacts, name: String, depth: Int) -> String {
    guard facts.kindCount == 1 else { return "json" }
    if facts.hasBool { return "bool" }
    if facts.hasText { return textType(facts, name) }
    if facts.hasList { return listType(facts, name, depth) }
    if facts.hasObject { return recordType(facts, depth) }
    if facts.isEpochs && isTimeName(name) { return "time" }
    return facts.hasFraction ? "float" : "int"
  }

  private static func textType(_ facts: FieldFacts, _ name: String) -> String {
    if facts.isTimes { return "time" }
    // A name that promises a choice, few values, each seen more than once: a choice.
    if let texts = facts.texts, isChoiceName(name), texts.count > 1,
      texts.values.allSatisfy({ $0 > 1 })
    {
      return texts.keys.sorted().map(JSONTree.quoted).joined(separator: " | ")
    }
    return "string"
  }

  private static func listType(_ facts: FieldFacts, _ name: String, _ depth: Int) -> String {
    guard let element = facts.elements.first, element.presentCount > 0, element.nullCount == 0,
      depth < depthMax
    else { return "json" }
    let type = type(element, name: "", depth: depth + 1)
    return type == "json" ? "json" : "[\(type)]"
  }

  private static func recordType(_ facts: FieldFacts, _ depth: Int) -> String {
    let members = facts.members.members
    // What has many names, or names that come and go, is a table and no record.
    guard !members.isEmpty, members.count <= membersMax, depth < depthMax else { return "json" }
    var taken = ReservedWord.all
    let fields = members.map { member in
      InferredField(
        name: identifier(member.name, &taken), jsonName: member.name,
        type: type(member.facts, name: member.name, depth: depth + 1),
        isOptional: member.facts.isOptional, meanTextBytes: 0
      ).text
    }
    return "{ \(fields.joined(separator: ", ")) }"
  }

  private static let depthMax = 8
  private static let membersMax = 32

  private static func isChoiceName(_ name: String) -> Bool {
    ["role", "type", "kind", "direction", "channel", "status", "source", "lang", "language"]
      .contains { name.lowercased().hasSuffix($0) }
  }

  private static func isTimeName(_ name: String) -> Bool {
    let lower = name.lowercased()
    return ["at", "ts", "time", "date", "created", "sent"].contains {
      lower == $0 || lower.hasSuffix("_" + $0) || lower.hasSuffix($0) && $0.count > 2
    } || lower.hasPrefix("time")
  }

  // MARK: - Names

  /// Names that mean something else already.
  private static var taken: Set<String> {
    ReservedWord.all.union(builtinSignatures.map(\.name))
      .union(["exists", "is_null", "score", "count", "sum", "distinct", "malformed", "match"])
      .union(StarterProject.names)
  }

  /// The name itself where the language takes it, else one made from it.
  private static func identifier(_ name: String, _ taken: inout Set<String>) -> String {
    var made = ""
    for byte in name.utf8 {
      let isWord = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a || byte >= 0x30 && byte <= 0x39
      made.append(isWord ? Character(UnicodeScalar(byte)) : "_")
    }
    if made.isEmpty || made.first?.isNumber ?? false { made = "_" + made }
    var unique = made
    var number = 2
    while taken.contains(unique) {
      unique = "\(made)_\(number)"
      number += 1
    }
    taken.insert(unique)
    return unique
  }
}

/// A `message` block made from traffic.
public struct InferredSchema {
  var fields: [InferredField]

  /// The field that policies are most likely about: the longest texts.
  var textField: InferredField? {
    fields.filter { $0.type == "string" && !$0.isOptional }
      .max { $0.meanTextBytes < $1.meanTextBytes }
  }

  /// The field that says whose message it is.
  var userField: InferredField? {
    let names = ["user", "user_id", "userid", "sender", "author", "from", "account", "session"]
    return names.lazy.compactMap { name in
      fields.first { !$0.isOptional && $0.type == "string" && $0.jsonName.lowercased() == name }
    }.first
  }

  /// Whether messages say when they were sent; else limits run on their arrival.
  public var hasClock: Bool { clockField != nil }

  var clockField: InferredField? { fields.first { $0.type == "time" && !$0.isOptional } }

  /// - Parameter trusted: the JSON name of the field that is marked so.
  func text(trusted: String?) -> String {
    var out = "message {\n"
    for field in fields {
      out += "  \(field.text)\(field.jsonName == trusted ? " trusted" : "")\n"
    }
    if let clockField { out += "  clock \(clockField.name)\n" }
    return out + "}\n"
  }
}

struct InferredField {
  var name: String
  var jsonName: String
  var type: String
  var isOptional: Bool
  var meanTextBytes: Double

  var text: String {
    // A choice is optional as a whole.
    let isUnion = type.hasPrefix("\"") && type.contains("|")
    let optional = isOptional ? (isUnion ? "(\(type))?" : "\(type)?") : type
    let from = name == jsonName ? "" : " from \(JSONTree.quoted(jsonName))"
    return "\(name): \(optional)\(from)"
  }
}

extension FieldFacts {
  var meanTextBytes: Double {
    presentCount == 0 ? 0 : Double(textBytes) / Double(presentCount)
  }
}
