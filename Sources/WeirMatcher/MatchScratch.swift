import CPCRE2

/// What one thread needs while it matches: match data, limits and a stack for machine code.
///
/// Not shared between threads (it is not `Sendable`); reused for every pattern and text.
public final class MatchScratch {
  // Behind a pointer, so that no search has to ask at run time whether it is alone with it.
  private let memory: UnsafeMutablePointer<MatchMemory>

  /// - Parameter makesMachineCode: Whether a pattern gets machine code before its first search: it
  ///   takes as long to make as many searches of short texts.
  public init(makesMachineCode: Bool = true) {
    memory = .allocate(capacity: 1)
    memory.initialize(to: MatchMemory(makesMachineCode: makesMachineCode))
  }

  deinit {
    memory.deinitialize(count: 1)
    memory.deallocate()
  }

  /// Searches for a match that begins in a range; the text must be valid UTF-8.
  func search(
    _ code: UnsafePointer<RegexCode>, valueGroup: Int, in text: UnsafeBufferPointer<UInt8>,
    _ starts: StartRange, stepsMax: UInt32
  ) -> RegexSearch {
    memory.pointee.search(code, valueGroup, in: text, starts, stepsMax)
  }
}

private struct MatchMemory: ~Copyable {
  private var data: OpaquePointer
  private var pairs = 8
  private let context: OpaquePointer
  private let stack: OpaquePointer?
  private var stepsMax: UInt32 = 0
  private let makesMachineCode: Bool

  init(makesMachineCode: Bool) {
    self.makesMachineCode = makesMachineCode
    guard let data = pcre2_match_data_create_8(8, nil),
      let context = pcre2_match_context_create_8(nil)
    else { preconditionFailure("a few hundred bytes of memory are there") }
    self.data = data
    self.context = context
    stack = pcre2_jit_stack_create_8(
      MatcherLimits.jitStackStartBytes, MatcherLimits.jitStackBytesMax, nil)
    // Without a stack of ours, machine code runs on 32 KiB of the thread's and fails earlier.
    if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
    pcre2_set_heap_limit_8(context, MatcherLimits.heapKiB)
    pcre2_set_depth_limit_8(context, MatcherLimits.depthMax)
  }

  deinit {
    pcre2_match_data_free_8(data)
    pcre2_match_context_free_8(context)
    if let stack { pcre2_jit_stack_free_8(stack) }
  }

  mutating func search(
    _ code: UnsafePointer<RegexCode>, _ valueGroup: Int, in text: UnsafeBufferPointer<UInt8>,
    _ starts: StartRange, _ stepsMax: UInt32
  ) -> RegexSearch {
    prepare(pairs: valueGroup + 1, stepsMax)
    pcre2_set_offset_limit_8(context, starts.last)
    let kind = makesMachineCode ? code.pointee.machineCode : .notThere
    let ending = code.pointee.match(text, from: starts.first, data, context, by: kind)
    return ending >= 0 ? .found(span(of: valueGroup)) : Self.ending(ending)
  }

  private mutating func prepare(pairs needed: Int, _ steps: UInt32) {
    if needed > pairs, let larger = pcre2_match_data_create_8(UInt32(needed), nil) {
      pcre2_match_data_free_8(data)
      data = larger
      pairs = needed
    }
    if steps != stepsMax {
      pcre2_set_match_limit_8(context, steps)
      stepsMax = steps
    }
  }

  private func span(of group: Int) -> RegexSpan {
    guard let offsets = pcre2_get_ovector_pointer_8(data) else {
      preconditionFailure("match data has offsets")
    }
    let unset = group >= pairs || offsets[2 * group] == Int.max &* 2 &+ 1
    let value = unset || offsets[2 * group] > offsets[2 * group + 1] ? 0 : group
    return RegexSpan(
      start: offsets[2 * value], end: offsets[2 * value + 1],
      wholeStart: offsets[0], wholeEnd: offsets[1])
  }

  private static func ending(_ code: Int32) -> RegexSearch {
    switch code {
    case PCRE2_ERROR_NOMATCH: .notFound
    case PCRE2_ERROR_MATCHLIMIT: .failure(.matchLimit)
    case PCRE2_ERROR_JIT_STACKLIMIT: .failure(.stackLimit)
    case PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_NOMEMORY:
      .failure(.memoryLimit)
    default: .failure(.unexpected(code: code))
    }
  }
}

/// Offsets of one raw PCRE2 match.
struct RegexSpan {
  var start: Int
  var end: Int
  var wholeStart: Int
  var wholeEnd: Int
}

enum RegexSearch {
  case found(RegexSpan)
  case notFound
  case failure(MatchFailure)
}
