import CPCRE2
import Synchronization

/// One expression compiled by PCRE2; immutable, so threads share it.
///
/// Options: UTF and UCP (so `\w`, `\d`, `\b` and case know Unicode), `$` is the very end unless
/// `m`, any Unicode newline ends a line, and `\C` is unknown. JIT code is used where the
/// platform has it; the interpreter gives the same matches elsewhere.
final class CompiledRegex: @unchecked Sendable {
  // Invariant: the code is read-only but for `makeMachineCode`, which runs once, before the first
  // match, while other threads that want to match wait for it; only deinit frees it.
  private let code: OpaquePointer
  private let state = Atomic<MachineCode>(.notTried)
  private let turn = Mutex(())
  /// The number of the group named `value`, or 0 for the whole.
  let valueGroup: Int

  init(_ source: RegexSource, extraOptions: UInt32 = 0) throws(PatternError) {
    let options = try Self.options(source.flags) | extraOptions
    let code = try Self.compile(source.pattern, options: options)
    self.code = code
    let number = pcre2_substring_number_from_name_8(code, Self.valueName)
    valueGroup = number > 0 ? Int(number) : 0
  }

  deinit { pcre2_code_free_8(code) }

  private static let valueName: [UInt8] = [0x76, 0x61, 0x6C, 0x75, 0x65, 0]

  /// Machine code takes longer to make than all the rest, and most patterns of a large set never
  /// come to be searched: so it is made when it is first needed.
  private enum MachineCode: UInt8, AtomicRepresentable { case notTried, there, notThere }

  /// Whether PCRE2 made machine code of it, rather than interpreting. Makes it now if need be.
  var isMachineCode: Bool { machineCode == .there }

  private var machineCode: MachineCode {
    let known = state.load(ordering: .acquiring)
    return known == .notTried ? makeMachineCode() : known
  }

  private func makeMachineCode() -> MachineCode {
    turn.withLock { _ in
      let known = state.load(ordering: .relaxed)
      guard known == .notTried else { return known }
      let isMade = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) == 0
      let made: MachineCode = isMade ? .there : .notThere
      state.store(made, ordering: .releasing)
      return made
    }
  }

  /// Searches valid UTF-8 from a byte offset that begins a scalar.
  ///
  /// - Returns: PCRE2's code; the context says up to where a match may begin.
  func match(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ data: OpaquePointer,
    _ context: OpaquePointer
  ) -> Int32 {
    switch machineCode {
    case .there:
      // Skips the checks of arguments in `pcre2_match`, which take as long as a short search.
      pcre2_jit_match_8(code, text.baseAddress, text.count, start, 0, data, context)
    case .notThere, .notTried:
      pcre2_match_8(
        code, text.baseAddress, text.count, start, UInt32(PCRE2_NO_UTF_CHECK), data, context)
    }
  }

  var canMatchEmpty: Bool { info(UInt32(PCRE2_INFO_MATCHEMPTY)) != 0 }

  private func info(_ what: UInt32) -> UInt32 {
    var value: UInt32 = 0
    return pcre2_pattern_info_8(code, what, &value) == 0 ? value : 0
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
    var bytes = Array(pattern.utf8)
    let count = bytes.count
    bytes.append(0)
    var error: Int32 = 0
    var offset = 0
    guard let code = pcre2_compile_8(bytes, count, options, &error, &offset, context) else {
      throw .syntax(message: message(error), offset: min(offset, count))
    }
    return code
  }

  private static func message(_ error: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = pcre2_get_error_message_8(error, &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer[..<Int(count)], as: UTF8.self) : "error \(error)"
  }
}
