/// Reads a mapping key by key into the types a caller expects, and collects what is wrong.
///
/// A wrong or missing value is noted with its place and read as nil, so that one pass finds every
/// mistake. `finish` then throws them all, along with keys that nobody asked for. A value of nothing
/// (`key:` or `key: null`) counts as absent. Not thread-safe: one reader, one thread.
///
///     let reader = YAMLReader(document)
///     let folders = reader.stringList("policies") ?? []
///     let level = reader.optionalInt("enforce") ?? 1
///     try reader.finish()
public final class YAMLReader {
  /// Where this mapping stands.
  public let range: YAMLRange
  private let mapping: YAMLMapping
  private let values: [String: YAMLNode]
  private let problems: Problems
  private var asked: Set<String> = []
  private var unknown: Set<String> = []
  private var isFreeForm = false
  private var children: [YAMLReader] = []
  private var childIndices: [YAMLMark: Int] = [:]

  /// A reader of a document. A root that is not a mapping is an error that `finish` throws.
  public convenience init(_ document: YAMLDocument) {
    let problems = Problems(file: document.file)
    switch document.root {
    case .mapping(let mapping): self.init(mapping, problems: problems)
    case .scalar, .sequence:
      let range = document.root.range
      problems.expected("keys with values", found: document.root)
      self.init(YAMLMapping(entries: [], range: range), problems: problems)
    }
  }

  init(_ mapping: YAMLMapping, problems: Problems) {
    self.mapping = mapping
    self.problems = problems
    range = mapping.range
    values = Dictionary(uniqueKeysWithValues: mapping.entries.map { ($0.key.text, $0.value) })
  }

  /// Throws everything noted here and in the mappings inside, and the keys that nobody asked for.
  public func finish() throws(YAMLErrors) {
    noteUnknownKeys()
    try problems.throwIfAny()
  }

  /// Notes a caller's own finding at a place: a value of the right type that makes no sense.
  public func report(_ message: String, at range: YAMLRange) {
    problems.note(message, at: range.start)
  }

  /// The keys of this mapping in the order of the file. Asking makes none of them known.
  public var keys: [YAMLScalar] { mapping.entries.map(\.key) }

  /// Whether a key is there with a value other than nothing. Makes the key known.
  public func has(_ key: String) -> Bool { optionalNode(key) != nil }

  /// The value as it stands, for callers with types of their own.
  public func optionalNode(_ key: String) -> YAMLNode? {
    asked.insert(key)
    guard let node = values[key] else { return nil }
    if case .scalar(let scalar) = node, scalar.value == .null { return nil }
    return node
  }

  /// The value as it stands; its absence is noted.
  public func node(_ key: String) -> YAMLNode? {
    let node = optionalNode(key)
    if node == nil { noteMissing(key) }
    return node
  }

  /// Every entry, and every key known from now on: for keys that are names the author chose.
  func allEntries() -> [YAMLEntry] {
    isFreeForm = true
    return mapping.entries
  }

  /// The reader of a mapping inside this one: always the same, so that it knows what was asked.
  func child(_ mapping: YAMLMapping) -> YAMLReader {
    if let index = childIndices[mapping.range.start] { return children[index] }
    childIndices[mapping.range.start] = children.count
    let child = YAMLReader(mapping, problems: problems)
    children.append(child)
    return child
  }

  func expected(_ expectation: String, found node: YAMLNode) {
    problems.expected(expectation, found: node)
  }

  private func noteMissing(_ key: String) {
    let entry = mapping.entries.first { $0.key.text == key }
    let message = entry == nil ? "key `\(key)` is missing" : "key `\(key)` needs a value"
    problems.note(message, at: entry?.key.range.start ?? range.start)
  }

  private func noteUnknownKeys() {
    for child in children { child.noteUnknownKeys() }
    guard !isFreeForm else { return }
    for entry in mapping.entries where !asked.contains(entry.key.text) {
      // `finish` may be called again once more is known; what was noted stays noted.
      guard unknown.insert(entry.key.text).inserted else { continue }
      let known = nearest(to: entry.key.text, among: asked)
      let help = known.map { ": did you mean `\($0)`?" } ?? ""
      problems.note("unknown key `\(quoted(entry.key.text))`" + help, at: entry.key.range.start)
    }
  }
}
