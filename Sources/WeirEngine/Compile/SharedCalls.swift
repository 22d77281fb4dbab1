/// Calls that stand in several places of a set and give one answer all over a message, such as the
/// `length(text)` of many rules: the first answer is kept for the others.
///
/// ```
/// calls     length(text)  length(tool.name)  length(text)  repetition_ratio(text)
/// answers        0               -1               0                 -1
/// ```
///
/// Only calls of one argument that is a field or a `let` itself, so that nothing but the message
/// decides what they give.
struct SharedCalls: Sendable {
  /// By place in `Program.calls`: the number of the answer, or -1 where a call is the only one.
  private(set) var answers: [Int32]
  private(set) var count = 0

  init(_ calls: [BuiltinCall], _ nodes: [Node]) {
    answers = Array(repeating: -1, count: calls.count)
    var first: [Key: Int] = [:]
    for (place, call) in calls.enumerated() {
      guard let key = Key(call, nodes) else { continue }
      guard let known = first[key] else {
        first[key] = place
        continue
      }
      if answers[known] < 0 {
        answers[known] = Int32(count)
        count += 1
      }
      answers[place] = answers[known]
    }
  }

  /// Equal for calls that give the same: one field or `let` has one type, by which the name of a
  /// builtin says which of its bodies is meant.
  private struct Key: Hashable {
    var name: String
    var operation: Operation
    var source: Int32

    init?(_ call: BuiltinCall, _ nodes: [Node]) {
      guard call.arguments.count == 1 else { return nil }
      let argument = nodes[call.arguments[0]]
      guard argument.operation == .field || argument.operation == .letBinding else { return nil }
      name = call.name
      operation = argument.operation
      source = argument.a
    }
  }
}
