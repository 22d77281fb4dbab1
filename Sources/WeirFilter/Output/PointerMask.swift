/// Keeps what redaction hid, and what malformed lines hold, out of JSON Pointers: a step is shown
/// if it is a short number (a place in an array), a name that the schema declares, or a name that the released line shows.
struct PointerMask: Sendable {
  private let declared: Set<String>
  /// Pointers of declared fields, which need no cutting into steps.
  private let pointers: Set<String>

  init(_ names: some Sequence<String>, paths: some Sequence<[String]> = []) {
    declared = Set(names)
    // Names that a pointer spells differently are left to the steps.
    let plain = paths.filter { $0.allSatisfy { name in !name.contains { $0 == "/" || $0 == "~" } } }
    pointers = Set(plain.map { path in path.map { "/" + $0 }.joined() })
  }

  /// - Parameter released: the redacted line; absent where nothing of the line may show.
  func shown(_ pointer: String, released: UnsafeBufferPointer<UInt8>?) -> String {
    if pointer.isEmpty || pointers.contains(pointer) { return pointer }
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
