/// Builds the one document of a file out of its events, refusing what plain data does not need.
struct Composer {
  let source: SourceText

  func document() throws(YAMLError) -> YAMLNode {
    var events = EventSource(source)
    _ = try events.next()  // the stream's start
    let first = try events.next()
    guard case .documentStart(let hasTagDirectives) = first.kind else { return emptyMapping }
    if hasTagDirectives { throw error(first, "tags are not supported: remove this directive") }
    let root = try node(try events.next(), from: &events, depth: 1)
    _ = try events.next()  // the document's end
    let next = try events.next()
    guard case .streamEnd = next.kind else {
      throw error(next, "a second document begins here, but a file holds one")
    }
    return isNothing(root) ? emptyMapping : root
  }

  private func node(
    _ event: Event, from events: inout EventSource, depth: Int
  ) throws(YAMLError) -> YAMLNode {
    try refuseProperties(of: event)
    switch event.kind {
    case .scalar(let text, let style):
      return .scalar(YAMLScalar(text: text, style: style, range: event.range))
    case .sequenceStart:
      return .sequence(try sequence(event, from: &events, depth: depth))
    case .mappingStart:
      return .mapping(try mapping(event, from: &events, depth: depth))
    case .alias(let name):
      throw error(event, "aliases are not supported: write the value instead of `*\(quoted(name))`")
    case .streamStart, .streamEnd, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd:
      // libyaml's grammar doesn't give these here; were it to, the file is at fault, not the program.
      throw error(event, "expected a value")
    }
  }

  private func sequence(
    _ opening: Event, from events: inout EventSource, depth: Int
  ) throws(YAMLError) -> YAMLSequence {
    try checkDepth(depth, at: opening)
    var items: [YAMLNode] = []
    while true {
      let event = try events.next()
      if case .sequenceEnd = event.kind {
        return YAMLSequence(items: items, range: range(opening, event))
      }
      items.append(try node(event, from: &events, depth: depth + 1))
    }
  }

  private func mapping(
    _ opening: Event, from events: inout EventSource, depth: Int
  ) throws(YAMLError) -> YAMLMapping {
    try checkDepth(depth, at: opening)
    var entries: [YAMLEntry] = []
    var places: [String: YAMLMark] = [:]
    while true {
      let event = try events.next()
      if case .mappingEnd = event.kind {
        return YAMLMapping(entries: entries, range: range(opening, event))
      }
      let key = try key(event, places: &places)
      let value = try node(try events.next(), from: &events, depth: depth + 1)
      entries.append(YAMLEntry(key: key, value: value))
    }
  }

  private func key(
    _ event: Event, places: inout [String: YAMLMark]
  ) throws(YAMLError) -> YAMLScalar {
    try refuseProperties(of: event)
    guard case .scalar(let text, let style) = event.kind else {
      throw error(event, "a key must be a name, not a list, a mapping or an alias")
    }
    if let earlier = places.updateValue(event.range.start, forKey: text) {
      throw error(event, "key `\(quoted(text))` is already set on line \(earlier.line)")
    }
    return YAMLScalar(text: text, style: style, range: event.range)
  }

  private func refuseProperties(of event: Event) throws(YAMLError) {
    if let name = event.anchor {
      throw error(event, "anchors are not supported: remove `&\(quoted(name))`")
    }
    if let tag = event.tag {
      throw error(event, "tags are not supported: remove `\(quoted(tag))`")
    }
  }

  private func checkDepth(_ depth: Int, at event: Event) throws(YAMLError) {
    guard depth <= YAMLLimits.depthMax else {
      throw error(event, "nested more than \(YAMLLimits.depthMax) deep")
    }
  }

  private func range(_ opening: Event, _ closing: Event) -> YAMLRange {
    YAMLRange(start: opening.range.start, end: closing.range.end)
  }

  private func isNothing(_ node: YAMLNode) -> Bool {
    guard case .scalar(let scalar) = node else { return false }
    return scalar.text.isEmpty && scalar.style == .plain
  }

  private var emptyMapping: YAMLNode {
    .mapping(YAMLMapping(entries: [], range: YAMLRange(start: source.start, end: source.start)))
  }

  private func error(_ event: Event, _ message: String) -> YAMLError {
    source.error(at: event.range.start, message)
  }
}

/// Text as an error quotes it: one line, cut where it is long, with nothing a terminal obeys.
func quoted(_ text: String) -> String {
  let shown = text.unicodeScalars.prefix(YAMLLimits.quotedCharactersMax).map { scalar in
    isVisible(scalar) ? String(scalar) : "\u{FFFD}"
  }
  let isCut = text.unicodeScalars.count > YAMLLimits.quotedCharactersMax
  return shown.joined() + (isCut ? "…" : "")
}

private func isVisible(_ scalar: Unicode.Scalar) -> Bool {
  let hidden: [Unicode.GeneralCategory] = [
    .control, .format, .lineSeparator, .paragraphSeparator,
  ]
  return !hidden.contains(scalar.properties.generalCategory)
}
