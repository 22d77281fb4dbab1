/// A path in which a step may stand for every element, such as `messages[*].content`.
public struct PathPattern: Hashable, Sendable {
  public var steps: [Step]

  public enum Step: Hashable, Sendable {
    /// The member of an object with this unescaped name.
    case name(String)
    /// The element of an array at this place, from 0.
    case index(Int)
    /// Every element of an array.
    case everyElement
  }

  public init(_ steps: [Step]) { self.steps = steps }

  /// Calls `body` with each value that the path reaches from `value`, in the order of the line.
  ///
  /// What is missing, or of another kind than a step asks for, is not visited. Recursion is no
  /// deeper than the pattern has steps or the line has levels.
  public func visit(
    within value: JSONValue, in line: UnsafeBufferPointer<UInt8>, _ body: (JSONValue) -> Void
  ) {
    visit(from: 0, value, line, body)
  }

  private func visit(
    from first: Int, _ value: JSONValue, _ line: UnsafeBufferPointer<UInt8>,
    _ body: (JSONValue) -> Void
  ) {
    guard value.kind != .absent else { return }
    guard first < steps.count else { return body(value) }
    switch steps[first] {
    case .name(let name):
      visit(from: first + 1, value.member(named: name, in: line), line, body)
    case .index(let place):
      visit(from: first + 1, value.element(place, in: line), line, body)
    case .everyElement:
      for element in value.elements(in: line) { visit(from: first + 1, element, line, body) }
    }
  }
}
