import CPCRE2

/// One expression compiled by PCRE2; immutable, so threads share it.
///
/// Options: UTF and UCP (so `\w`, `\d`, `\b` and case know Unicode), `$` is the very end unless
/// `m`, any Unicode newline ends a line, and `\C` is unknown. JIT code is used where the
/// platform has it; the interpreter gives the same matches elsewhere.
final class CompiledRegex: @unchecked Sendable {
  // Invariant: written by init and freed by deinit; what changes in it is atomic.
  private let memory: UnsafeMutablePointer<RegexCode>
  /// The number of the group named `value`, or 0 for the whole.
  let valueGroup: Int

  /// Stays where it is while the regex lives.
  var code: UnsafePointer<RegexCode> { UnsafePointer(memory) }

  init(_ source: RegexSource, extraOptions: UInt32 = 0) throws(PatternError) {
    var options = try Self.options(source.flags) | extraOptions
    if source.isCaseless { options |= UInt32(PCRE2_CASELESS) }
    let code = try Self.compile(source.pattern, options: options)
    memory = .allocate(capacity: 1)
    memory.initialize(to: RegexCode(code))
    let number = pcre2_substring_number_from_name_8(code, Self.valueName)
    valueGroup = number > 0 ? Int(number) : 0
  }

  deinit {
    memory.deinitialize(count: 1)
    memory.deallocate()
  }

  private static let valueName: [UInt8] = [0x76, 0x61, 0x6C, 0x75, 0x65, 0]

  /// Whether PCRE2 made machine code of it, rather than interpreting. Makes it now if need be.
  var isMachineCode: Bool { memory.pointee.machineCode == .there }

  var canMatchEmpty: Bool { info(UInt32(PCRE2_INFO_MATCHEMPTY)) != 0 }

  private func info(_ what: UInt32) -> UInt32 {
    var value: UInt32 = 0
    return pcre2_pattern_info_8(memory.pointee.code, what, &value) == 0 ? value : 0
  }

  private static func options(_ flags: String) throws(PatternError) -> UInt32 {
    var options =
      UInt32(PCRE2_UTF) | UInt32(PCRE2_USE_OFFSET_LIMIT) | UInt32(PCRE2_UCP)
      | UInt32(PCRE2_NEVER_BACKSLASH_C)
      | UInt32(PCRE2_DOLLAR_ENDONLY)
    var seen: [Character] = []
    for flag in flags {
      guard !seen.contains(flag) else { throw .repeatedFlag(flag) }
      seen.append(flag)
      switch flag {
      case "i": options |= UInt32(PCRE2_CASELESS)
      case "m": options |= UInt32(PCRE2_MULTILINE)
      case "s": options |= UInt32(PCRE2_DOTALL)
      case "x": options |= UInt32(PCRE2_EXTENDED)
      default: throw .unknownFlag(flag)
      }
    }
    return options
  }

  private static func compile(
    _ pattern: String, options: UInt32
  ) throws(PatternError) -> OpaquePointer {
    guard let context = pcre2_compile_context_create_8(nil) else { throw .outOfMemory }
    defer { pcre2_compile_context_free_8(context) }
    pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANY))
    var bytes = lineFeedMention + Array(pattern.utf8)
    let count = bytes.count
    bytes.append(0)
    var error: Int32 = 0
    var offset = 0
    guard let code = pcre2_compile_8(bytes, count, options, &error, &offset, context) else {
      let place = min(offset, count) - lineFeedMention.count
      throw .syntax(message: message(error), offset: max(0, place))
    }
    return code
  }

  /// `\n{0}(?)`: stands before every pattern and leaves nothing in the code, but PCRE2 notes that
  /// the pattern names LF.
  ///
  /// After a failure at CR it would otherwise pass over the LF of the same line end, yet not where
  /// it comes to LF by one of its short cuts: so what it finds would depend on where a search
  /// begins. The empty group of options keeps a repeat at the pattern's front an error.
  private static let lineFeedMention = Array(#"\n{0}(?)"#.utf8)

  private static func message(_ error: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = pcre2_get_error_message_8(error, &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer[..<Int(count)], as: UTF8.self) : "error \(error)"
  }
}
