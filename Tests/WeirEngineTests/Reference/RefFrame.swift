import WeirChecker
import WeirMatcher
import WeirSyntax

/// Evaluates checked expressions over one parsed line, straight from their tree: nothing is
/// compiled, shared or remembered.
final class RefFrame {
  let set: CheckedSet
  let patterns: PatternSet
  let root: RefNode
  let score: Double
  var variables: [Int: RefNode] = [:]
  var matched: [UInt8] = []
  /// What each window says of this message; nil while it is being fed.
  var windows: [RefResult] = []
  private let scratch = MatchScratch()

  init(_ set: CheckedSet, _ patterns: PatternSet, _ root: RefNode, score: Double) {
    self.set = set
    self.patterns = patterns
    self.root = root
    self.score = score
  }

  func eval(_ e: CheckedExpression) -> RefResult {
    switch e.kind {
    case .constant(let constant): .value(.scalar(constant.reference))
    case .field, .variable, .member, .element: read(path(e), e.type.wrapped)
    case .letBinding(let id): letValue(set.lets[id].value)
    case .matchedText: .text(matched)
    case .exists(let inner): .bool(path(inner).map { !$0.isNull } ?? false)
    case .isNull(let inner): .bool(path(inner)?.isNull ?? false)
    case .call(let builtin, let arguments): call(builtin.name, arguments.map(eval))
    case .window(let id): windows[id]
    case .score: .float(score)
    case .not(let inner): eval(inner).mapBool { !$0 }
    case .and(let a, let b): and(eval(a), eval(b))
    case .or(let a, let b): or(eval(a), eval(b))
    case .negate(let inner): negate(eval(inner))
    case .widened(let inner): widened(eval(inner))
    case .compare(let comparison, let a, let b):
      both(eval(a), eval(b)) { .bool(comparison.holds(between: $0, $1)) }
    case .arithmetic(let operation, let a, let b):
      both(eval(a), eval(b)) { arithmetic(operation, $0, $1, isFloat: e.type.wrapped == .float) }
    case .isMember(let subject, let list):
      one(eval(subject)) { value in
        .bool(list.values.contains { isIn(value, $0.reference) })
      }
    case .isElement(let subject, let list): isElement(subject, list)
    case .search(let search, let subject, let texts):
      anyText(eval(subject)) { text in
        .bool(texts.contains { search.holds(text, Array($0.utf8)) })
      }
    case .searchDynamic(let search, let subject, let text):
      searchDynamic(search, eval(subject), eval(text))
    case .matches(let subject, let ids):
      matches(eval(subject), ids)
    case .quantified(let quantifier, let variable, let list, let body):
      quantified(quantifier, variable, eval(list), body)
    case .coalesce(let a, let b): coalesce(eval(a), b)
    }
  }

  /// A `let` is evaluated outside every loop.
  private func letValue(_ value: CheckedExpression) -> RefResult {
    let outer = variables
    defer { variables = outer }
    variables = [:]
    return eval(value)
  }

  // MARK: - Paths

  /// The value at a path, null included; nil where there is none.
  private func path(_ e: CheckedExpression) -> RefNode? {
    switch e.kind {
    case .field(let id):
      var node: RefNode? = root
      for name in set.message.fields[id].jsonPath { node = node?.member(name) }
      return node
    case .variable(let variable): return variables[variable]
    case .member(let base, let name): return node(eval(base))?.member(name)
    case .element(let base, let place): return node(eval(base))?.element(place)
    default: return node(eval(e))
    }
  }

  private func node(_ result: RefResult) -> RefNode? {
    if case .value(.node(let node)) = result { return node }
    return nil
  }

  func read(_ node: RefNode?, _ type: ValueType) -> RefResult {
    guard let node, !node.isNull else { return .absent }
    switch type {
    case .bool:
      if case .bool(let value) = node.kind { return .bool(value) }
      return .absent
    case .int: return RefReading.int(node).map { .int($0) } ?? .absent
    case .float: return RefReading.float(node).map { .float($0) } ?? .absent
    case .time: return RefReading.time(node).map { .int($0) } ?? .absent
    case .duration: return RefReading.duration(node).map { .int($0) } ?? .absent
    case .string, .union: return node.isString || node.isNumber ? .text(node.text) : .absent
    case .ip:
      guard node.isString, let ip = RefReading.address(String(decoding: node.text, as: UTF8.self))
      else { return .absent }
      return .value(.scalar(.network(IPNetwork(address: ip, prefixLength: 128))))
    case .cidr:
      guard node.isString, let net = RefReading.network(String(decoding: node.text, as: UTF8.self))
      else { return .absent }
      return .value(.scalar(.network(net)))
    case .json, .record, .list: return .value(.node(node))
    case .optional(let wrapped): return read(node, wrapped)
    case .invalid: return .failed
    }
  }

  // MARK: - Lists

  private func isElement(_ subject: CheckedExpression, _ list: CheckedExpression) -> RefResult {
    guard case .list(let type) = list.type.wrapped else { return .failed }
    return one(eval(subject)) { value in
      switch eval(list) {
      case .value(.node(let node)):
        .bool(
          (node.elements ?? []).contains { read($0, type.wrapped).scalar?.isEqual(value) == true })
      case .value(.leaves(let leaves)):
        .bool(leaves.contains { RefScalar.text($0.text) == value })
      case .value(.scalar), .failed: .failed
      case .absent: .absent
      }
    }
  }

  private func quantified(
    _ quantifier: Quantifier, _ variable: Int, _ list: RefResult, _ body: CheckedExpression
  ) -> RefResult {
    let elements: [RefNode]
    switch list {
    case .value(.node(let node)): elements = node.elements ?? []
    case .value(.leaves(let leaves)): elements = leaves
    case .value(.scalar), .failed: return .failed
    case .absent: return .absent
    }
    let outer = variables[variable]
    defer { variables[variable] = outer }
    let answers = elements.map { element in
      variables[variable] = element
      return eval(body)
    }
    return quantifier == .any
      ? answers.reduce(.bool(false), or) : answers.reduce(.bool(true), and)
  }

  // MARK: - Texts

  private func anyText(_ subject: RefResult, _ body: ([UInt8]) -> RefResult) -> RefResult {
    switch subject {
    case .value(.scalar(.text(let text))): body(text)
    case .value(.node(let node)):
      node.leaves.filter { !$0.isName }.map { body($0.text) }.reduce(.bool(false), or)
    case .value(.leaves(let leaves)): leaves.map { body($0.text) }.reduce(.bool(false), or)
    case .value(.scalar), .failed: .failed
    case .absent: .absent
    }
  }

  private func searchDynamic(
    _ search: TextSearch, _ subject: RefResult, _ wanted: RefResult
  ) -> RefResult {
    anyText(subject) { text in
      one(wanted) { wanted in
        guard case .text(let wanted) = wanted else { return .failed }
        return .bool(search.holds(text, wanted))
      }
    }
  }

  private func matches(_ subject: RefResult, _ ids: [PatternID]) -> RefResult {
    let inOne = anyText(subject) { text in
      ids.map { self.matches($0, text) }.reduce(.bool(false), or)
    }
    guard case .value(.node(let node)) = subject else { return inOne }
    let strings = node.leaves.filter { $0.isString && !$0.isName }.map(\.text)
    if strings.count < 2 { return inOne }
    let split = ids.filter { set.patterns[$0].inspected.source.view == .decoded }.map { pattern in
      or(isSplit(pattern, strings, between: []), isSplit(pattern, strings, between: [0x20]))
    }
    return split.reduce(inOne, or)
  }

  /// Whether a pattern stands across several of the strings, put one behind the other.
  private func isSplit(
    _ pattern: PatternID, _ strings: [[UInt8]], between separator: [UInt8]
  ) -> RefResult {
    let (found, isDecided) = splitMatches(pattern, strings, separator)
    return found.isEmpty ? (isDecided ? .bool(false) : .failed) : .bool(true)
  }

  /// Where a pattern stands across several of the strings, put one behind the other: each match with
  /// the strings that it touches and which of their bytes.
  func splitMatches(
    _ pattern: PatternID, _ strings: [[UInt8]], _ separator: [UInt8]
  ) -> (found: [(RefMatch, [(string: Int, range: Range<Int>)])], isDecided: Bool) {
    var text: [UInt8] = []
    // For each byte the string it is of, and where there; separators are of none.
    var owners: [(string: Int, place: Int)?] = []
    for (string, bytes) in strings.enumerated() where !bytes.isEmpty {
      if !text.isEmpty {
        text += separator
        owners += separator.map { _ in nil }
      }
      text += bytes
      owners += bytes.indices.map { (string, $0) }
    }
    let (found, isDecided) = allMatches(pattern, text)
    let pieces = found.map { match in
      let touched = owners[match.range].compactMap(\.self)
      return (
        match,
        Set(touched.map(\.string)).sorted().map { string in
          let places = touched.filter { $0.string == string }.map(\.place)
          return (string: string, range: (places.min() ?? 0)..<(places.max() ?? 0) + 1)
        }
      )
    }
    // What one of them shows alone only looks like more of it behind that.
    let alone = strings.map { allMatches(pattern, $0).found.map(\.range) }
    let split = pieces.filter { _, touched in
      touched.count > 1
        && !touched.contains { string, range in alone[string].contains { $0.overlaps(range) } }
    }
    return (split, isDecided)
  }

  func matches(_ pattern: PatternID, _ text: [UInt8]) -> RefResult {
    let (found, isDecided) = allMatches(pattern, text)
    return found.isEmpty ? (isDecided ? .bool(false) : .failed) : .bool(true)
  }

  /// Where a pattern matches, in its view and every simpler one; of each up to where the search
  /// fails, if it does. What a simpler view shows is not found again.
  func allMatches(_ pattern: PatternID, _ text: [UInt8]) -> (found: [RefMatch], isDecided: Bool) {
    var found: [RefMatch] = []
    var isDecided = true
    for view in View.allCases where view <= set.patterns[pattern].inspected.source.view {
      guard let reading = RefView(view, of: text) else { continue }
      let (places, decided) = matches(pattern, inReading: reading.bytes)
      isDecided = isDecided && decided
      let simpler = found
      for place in places {
        let range = reading.source(place)
        if view != .raw, simpler.contains(where: { $0.covers(range) }) { continue }
        found.append(
          RefMatch(range: range, view: view, place: place, value: Array(reading.bytes[place])))
      }
    }
    return (found, isDecided)
  }

  private func matches(
    _ pattern: PatternID, inReading text: [UInt8]
  ) -> (found: [Range<Int>], isDecided: Bool) {
    var found: [Range<Int>] = []
    let isDecided = text.withUnsafeBufferPointer { buffer in
      var cursor = patterns.candidates(of: pattern, in: buffer, scratch: scratch)
      while true {
        switch cursor.next() {
        case .notFound: return true
        case .failure: return false
        case .found(let match):
          let outer = matched
          matched = Array(buffer[match.start..<match.end])
          let holds = set.patterns[pattern].conditions.map(eval).reduce(.bool(true), and)
          matched = outer
          if holds.isTrue {
            found.append(match.start..<match.end)
          } else if holds.isFalse {
            cursor.reject()
          } else {
            return false
          }
        }
      }
    }
    return (found, isDecided)
  }
}

extension TextSearch {
  func holds(_ text: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard wanted.count <= text.count else { return false }
    switch self {
    case .contains:
      return (0...(text.count - wanted.count)).contains { text[$0...].starts(with: wanted) }
    case .startsWith: return text.starts(with: wanted)
    case .endsWith: return text.suffix(wanted.count).elementsEqual(wanted)
    }
  }
}

extension Constant {
  var reference: RefScalar {
    switch self {
    case .bool(let value): .bool(value)
    case .int(let value), .time(let value), .duration(let value): .int(value)
    case .float(let value): .float(value)
    case .text(let value): .text(Array(value.utf8))
    case .ip(let address): .network(IPNetwork(address: address, prefixLength: 128))
    case .cidr(let network): .network(network)
    }
  }
}
