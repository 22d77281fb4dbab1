/// What the readers of one file have found wrong so far.
final class Problems {
  private let file: String
  private var errors: [YAMLError] = []
  private var uncounted = 0

  init(file: String) {
    self.file = file
  }

  /// Notes a finding, once however often it is made.
  func note(_ message: String, at mark: YAMLMark) {
    let error = YAMLError(file: file, at: mark, message)
    guard !errors.contains(error) else { return }
    guard errors.count < YAMLLimits.errorsMax else {
      uncounted += 1
      return
    }
    errors.append(error)
  }

  func expected(_ expectation: String, found node: YAMLNode) {
    note("expected \(expectation), found \(nameOf(node))", at: node.range.start)
  }

  func throwIfAny() throws(YAMLErrors) {
    guard !errors.isEmpty else { return }
    let byPosition = errors.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    throw YAMLErrors(errors: byPosition, uncounted: uncounted)
  }

  private func nameOf(_ node: YAMLNode) -> String {
    switch node {
    case .sequence: "a list"
    case .mapping: "keys with values"
    case .scalar(let scalar): nameOf(scalar)
    }
  }

  private func nameOf(_ scalar: YAMLScalar) -> String {
    switch scalar.value {
    case .null: "nothing"
    case .bool(let value): "`\(value)`"
    case .number(let text): "the number `\(quoted(text))`"
    case .text(let text):
      scalar.style == .quoted ? "the quoted text `\(quoted(text))`" : "the text `\(quoted(text))`"
    }
  }
}
