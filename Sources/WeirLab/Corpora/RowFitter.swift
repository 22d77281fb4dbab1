import WeirChecker
import WeirProject
import WeirSyntax

/// Makes messages of a set from the rows of a corpus.
///
/// A row is a message of the set, or an object with a member `text`, whose text is put into a field of
/// a message that is neutral otherwise, as tests write it.
struct RowFitter: Sendable {
  /// The JSON names of the field that takes texts; nil where the set has none for them.
  let path: [String]?
  private let neutral: JSONTree?
  /// When a row arrives.
  let now: Int64

  /// - Parameter field: a field by its name in policies; without one, `text`, or else the first string
  ///   that isn't trusted.
  init(_ source: PolicySource, _ set: CheckedSet, field: String?) throws(UnknownField) {
    path = try Self.path(of: field, set.message)
    let writer = SampleWriter(message: set.message, files: source.files, now: TestClock.start)
    neutral = JSONTree(line: writer.neutralLine)
    // A row that brings a time of its own came in at some later time.
    now = set.message.clock == nil ? TestClock.start : ModelTrainer.endOfTime
  }

  private static func path(
    of name: String?, _ message: CheckedMessage
  ) throws(UnknownField) -> [String]? {
    let fields = message.fields.filter { $0.type.wrapped == .string || $0.type.wrapped == .json }
    if let name {
      if let field = fields.first(where: { $0.path.joined(separator: ".") == name }) {
        return field.jsonPath
      }
      throw UnknownField(name: name, known: fields.map { $0.path.joined(separator: ".") })
    }
    let texts = fields.filter { $0.type.wrapped == .string && !$0.isTrusted }
    return (texts.first { $0.path == ["text"] } ?? texts.first)?.jsonPath
  }

  /// The message of a row; nil where it is neither.
  func message(_ row: [UInt8], _ judge: inout SampleJudge) -> JSONTree? {
    guard let tree = JSONTree(line: row) else { return nil }
    if !isTextRow(tree), isMessage(tree, &judge) { return tree }
    guard case .text(let text) = tree.member("text"), let path, let neutral else { return nil }
    let made = neutral.setting(path[...], to: .text(text))
    return isMessage(made, &judge) ? made : nil
  }

  /// Its text stands under a name that the set doesn't read.
  private func isTextRow(_ tree: JSONTree) -> Bool {
    guard let path, path != ["text"], case .text = tree.member("text") else { return false }
    return path.reduce(tree as JSONTree?) { $0?.member($1) } == nil
  }

  private func isMessage(_ tree: JSONTree, _ judge: inout SampleJudge) -> Bool {
    let line = TimedLine(bytes: Array(tree.compact.utf8), now: now)
    // Whether it is one depends on nothing that came before.
    return judge.next(line).malformation == nil
  }
}

/// A field that texts can't be put into.
public struct UnknownField: Error, CustomStringConvertible {
  public var name: String
  /// Fields that they can be put into.
  public var known: [String]

  public var description: String {
    guard !known.isEmpty else { return "the message has no field for texts" }
    let nearest = EditDistance.nearest(to: name, in: known)
    let help =
      nearest.map { "did you mean `\($0)`?" } ?? "there are \(known.joined(separator: ", "))"
    return "no field `\(name)` that takes a text; \(help)"
  }
}

extension JSONTree {
  /// The object with a value under a path of names, made where it isn't there.
  func setting(_ names: ArraySlice<String>, to value: JSONTree) -> JSONTree {
    guard let name = names.first else { return value }
    var members: [Member] = []
    if case .object(let present) = self { members = present }
    let inner = member(name) ?? .object([])
    let set = Member(name, inner.setting(names.dropFirst(), to: value))
    if let place = members.firstIndex(where: { $0.name == name }) {
      members[place] = set
    } else {
      members.append(set)
    }
    return .object(members)
  }
}
