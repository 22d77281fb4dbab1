import CYAML

/// One step of the parse: libyaml's event as a Swift value.
struct Event {
  enum Kind {
    case streamStart, streamEnd
    case documentStart(hasTagDirectives: Bool)
    case documentEnd
    case alias(name: String)
    case scalar(text: String, style: YAMLScalar.Style)
    case sequenceStart, sequenceEnd
    case mappingStart, mappingEnd
  }

  let kind: Kind
  let range: YAMLRange
  /// What stands before a value, where something does: an anchor's or a tag's name.
  let anchor: String?
  let tag: String?

  init(_ event: yaml_event_t) {
    let properties = Properties(event)
    kind = Event.kind(of: event)
    range = YAMLRange(start: YAMLMark(event.start_mark), end: YAMLMark(event.end_mark))
    anchor = properties.anchor.map(text)
    tag = properties.tag.map(text)
  }

  private static func kind(of event: yaml_event_t) -> Kind {
    switch event.type {
    case YAML_STREAM_START_EVENT: .streamStart
    case YAML_DOCUMENT_START_EVENT:
      .documentStart(hasTagDirectives: event.data.document_start.tag_directives.start != nil)
    case YAML_DOCUMENT_END_EVENT: .documentEnd
    case YAML_ALIAS_EVENT: .alias(name: text(event.data.alias.anchor))
    case YAML_SCALAR_EVENT: scalar(event)
    case YAML_SEQUENCE_START_EVENT: .sequenceStart
    case YAML_SEQUENCE_END_EVENT: .sequenceEnd
    case YAML_MAPPING_START_EVENT: .mappingStart
    case YAML_MAPPING_END_EVENT: .mappingEnd
    // The stream's end, and the empty event that libyaml gives after it.
    default: .streamEnd
    }
  }

  private static func scalar(_ event: yaml_event_t) -> Kind {
    let scalar = event.data.scalar
    let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
    return .scalar(
      text: String(decoding: bytes, as: UTF8.self), style: isPlain ? .plain : .quoted)
  }
}

/// The union member that an event's type selects holds its anchor and tag, where it has them.
private struct Properties {
  var anchor: UnsafeMutablePointer<yaml_char_t>?
  var tag: UnsafeMutablePointer<yaml_char_t>?

  init(_ event: yaml_event_t) {
    switch event.type {
    case YAML_SCALAR_EVENT: (anchor, tag) = (event.data.scalar.anchor, event.data.scalar.tag)
    case YAML_SEQUENCE_START_EVENT:
      (anchor, tag) = (event.data.sequence_start.anchor, event.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT:
      (anchor, tag) = (event.data.mapping_start.anchor, event.data.mapping_start.tag)
    default: break
    }
  }
}

extension YAMLMark {
  /// libyaml counts from 0.
  init(_ mark: yaml_mark_t) {
    self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }
}

private func text(_ characters: UnsafeMutablePointer<yaml_char_t>) -> String {
  String(cString: characters)
}
