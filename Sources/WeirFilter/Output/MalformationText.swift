import WeirEngine
import WeirJSON

extension Malformation.Reason {
  /// The reason as logs and summaries name it.
  var name: String {
    switch self {
    case .json(let reason): reason.name
    case .missing: "missing"
    case .wrongType: "wrong_type"
    case .undeclared: "undeclared"
    case .future: "future"
    }
  }

  /// What would have fitted, where that is known.
  var expected: String? {
    if case .wrongType(let expected) = self { return expected }
    return nil
  }
}

extension ReadFailure.Reason {
  fileprivate var name: String {
    switch self {
    case .empty: "empty"
    case .byteOrderMark: "byte_order_mark"
    case .notUTF8: "not_utf8"
    case .notAnObject: "not_an_object"
    case .syntax: "syntax"
    case .trailingBytes: "trailing_bytes"
    case .lineTooLong: "line_too_long"
    case .tooDeep: "too_deep"
    case .numberTooLong: "number_too_long"
    case .duplicateName: "duplicate_name"
    case .lookalikeName: "lookalike_name"
    case .loneSurrogate: "lone_surrogate"
    }
  }
}

/// Keeps what redaction hid, and what malformed lines hold, out of JSON Pointers: a step is shown
/// if it is a short number (a place in an array), a name that the schema declares, or a name that the released line shows.
struct PointerMask {
  private let declared: Set<String>

  init(_ names: some Sequence<String>) { declared = Set(names) }

  /// - Parameter released: the redacted line; absent where nothing of the line may show.
  func shown(_ pointer: String, released: UnsafeBufferPointer<UInt8>?) -> String {
    if pointer.isEmpty { return pointer }
    let steps = pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    if steps.allSatisfy({ isShown($0, released) }) { return pointer }
    return steps.map { isShown($0, released) ? "/" + $0 : "/*" }.joined()
  }

  private func isShown(_ step: Substring, _ released: UnsafeBufferPointer<UInt8>?) -> Bool {
    if !step.isEmpty && step.utf8.count < 6 && step.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) {
      return true
    }
    if declared.contains(String(step)) { return true }
    guard let released, !step.isEmpty else { return false }
    return released.contains(Array("\"\(step)\"".utf8))
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether a run of bytes occurs; only asked about lines that were edited.
  fileprivate func contains(_ run: [UInt8]) -> Bool {
    guard let first = run.first, count >= run.count else { return false }
    return (0...count - run.count).contains { start in
      self[start] == first && self[start..<start + run.count].elementsEqual(run)
    }
  }
}
