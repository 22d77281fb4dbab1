import CPCRE2
import Synchronization

/// What PCRE2 made of one expression, and whether there is machine code of it.
///
/// It stands in memory that does not move, and searches read it through a pointer: a reference
/// that every search counted would be a number that all threads write to.
struct RegexCode: ~Copyable {
  // Invariant: the code is read-only but for `makeMachineCode`, which runs once, before the first
  // match, while other threads that want to match wait for it; only deinit frees it.
  let code: OpaquePointer
  private let state = Atomic<MachineCode>(.notTried)
  private let turn = Mutex(())

  init(_ code: OpaquePointer) { self.code = code }

  deinit { pcre2_code_free_8(code) }

  /// Machine code takes longer to make than all the rest, and most patterns of a large set never
  /// come to be searched: so it is made when it is first needed.
  enum MachineCode: UInt8, AtomicRepresentable { case notTried, there, notThere }

  var machineCode: MachineCode {
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
    _ context: OpaquePointer, by machineCode: MachineCode
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
}
