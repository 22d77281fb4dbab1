import CYAML

/// Owns a libyaml parser and the bytes it reads, and frees both whichever way reading ends.
struct EventSource: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  // libyaml keeps a pointer to its input, so the input is copied to a place that does not move.
  private let input: UnsafeMutableBufferPointer<UInt8>
  private let source: SourceText

  private let isReady: Bool

  init(_ source: SourceText) {
    self.source = source
    parser = .allocate(capacity: 1)
    input = .allocate(capacity: source.bytes.count)
    _ = input.initialize(from: source.bytes)
    // On failure libyaml leaves a zeroed parser, which `deinit` may delete like any other.
    isReady = yaml_parser_initialize(parser) == 1
    guard isReady else { return }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    input.deallocate()
  }

  /// The next event; after the stream's end, that again.
  mutating func next() throws(YAMLError) -> Event {
    guard isReady else { throw outOfMemory }
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { yaml_event_delete(&event) }
    return Event(event)
  }

  private var outOfMemory: YAMLError {
    source.error(at: source.start, "not enough memory to read the file")
  }

  private func failure() -> YAMLError {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? ""
    switch parser.pointee.error {
    case YAML_MEMORY_ERROR: return outOfMemory
    case YAML_READER_ERROR:
      let mark = source.mark(offset: parser.pointee.problem_offset)
      return source.error(at: mark, "control characters are not allowed")
    default:
      return source.error(
        at: YAMLMark(parser.pointee.problem_mark), sentence(for: problem, opened: opened))
    }
  }

  /// Where the construct began that the problem is in, for messages about what never closes.
  private var opened: YAMLMark? {
    parser.pointee.context == nil ? nil : YAMLMark(parser.pointee.context_mark)
  }
}
