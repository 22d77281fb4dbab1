/// A place in a file: line and column count from 1, columns in characters.
public struct YAMLMark: Hashable, Comparable, Sendable {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (one: YAMLMark, other: YAMLMark) -> Bool {
    (one.line, one.column) < (other.line, other.column)
  }
}

/// From a node's first character to just after its last.
public struct YAMLRange: Equatable, Sendable {
  public let start: YAMLMark
  public let end: YAMLMark
}

/// One value of a YAML file.
public indirect enum YAMLNode: Equatable, Sendable {
  case scalar(YAMLScalar)
  case sequence(YAMLSequence)
  case mapping(YAMLMapping)

  public var range: YAMLRange {
    switch self {
    case .scalar(let scalar): scalar.range
    case .sequence(let sequence): sequence.range
    case .mapping(let mapping): mapping.range
    }
  }
}

/// Values in a row.
public struct YAMLSequence: Equatable, Sendable {
  public let items: [YAMLNode]
  public let range: YAMLRange
}

/// Keys and values in the order of the file. Invariant: no two keys have the same text.
public struct YAMLMapping: Equatable, Sendable {
  public let entries: [YAMLEntry]
  public let range: YAMLRange

  /// The value of a key. Linear in the entries.
  public func value(_ key: String) -> YAMLNode? {
    entries.first { $0.key.text == key }?.value
  }
}

/// A key with its value.
public struct YAMLEntry: Equatable, Sendable {
  public let key: YAMLScalar
  public let value: YAMLNode
}
