/// Something wrong in a YAML file, and where: line and column count from 1, columns in characters.
public struct YAMLError: Error, Equatable, Sendable {
  public let file: String
  public let line: Int
  public let column: Int
  /// What is wrong, in lower case without a full stop.
  public let message: String

  public init(file: String, at mark: YAMLMark, _ message: String) {
    self.file = file
    line = mark.line
    column = mark.column
    self.message = message
  }
}

extension YAMLError: CustomStringConvertible {
  public var description: String { "\(file):\(line):\(column): \(message)" }
}

/// Everything that was wrong with one file, by position; never empty.
public struct YAMLErrors: Error, Equatable, Sendable {
  public let errors: [YAMLError]
  /// How many more there were beyond `YAMLLimits.errorsMax`.
  public let uncounted: Int
}

extension YAMLErrors: CustomStringConvertible {
  public var description: String {
    var lines = errors.map(\.description)
    if uncounted > 0 { lines.append("and \(uncounted) more") }
    return lines.joined(separator: "\n")
  }
}
