/// An expression as written. Parentheses are kept, so that the formatter can show them again.
public struct Expression: Sendable {
  public indirect enum Kind: Sendable {
    case literal(Literal)
    /// A field, definition, loop variable or pack.
    case name(Name)
    /// `a.b`
    case member(Expression, Name)
    /// `a[3]`
    case index(Expression, Expression)
    /// `length(text)`; `exists(p)`, `is_null(p)` and `score(m)` are calls too.
    case call(Name, [Expression])
    /// `count(…)`, `sum(…)`, `distinct(…)`
    case window(WindowTree)
    case list([Expression])
    case parenthesised(Expression)
    case not(Expression)
    case negate(Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// `text matches PATTERN`, or a list of patterns of which one must match.
    case matches(Expression, [PatternReference])
    /// `any x in xs: body`, `all x in xs: body`
    case quantified(Quantifier, Name, in: Expression, body: Expression)
    /// What stood there was no expression; a diagnostic has been given.
    case invalid
  }
  public var kind: Kind
  public var span: SourceSpan

  public init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// What stands after `matches`.
public enum PatternReference: Sendable {
  case named(QualifiedName)
  case regex(RegexLiteral)

  public var span: SourceSpan {
    switch self {
    case .named(let name): name.span
    case .regex(let regex): regex.span
    }
  }
}

/// A constant as written. Times and durations are in microseconds.
public enum Literal: Sendable, Equatable {
  case bool(Bool)
  /// Also sizes such as `8KiB`, in bytes.
  case int(Int64)
  case float(Double)
  case text(String)
  /// Microseconds since 1970-01-01T00:00:00Z.
  case time(Int64)
  /// Microseconds.
  case duration(Int64)
  case ip(IPAddress)
  case cidr(IPNetwork)
  /// Only in the messages of tests.
  case null
}

public enum Quantifier: String, Sendable {
  case any, all
}

/// Operators with two operands, loosest first.
public enum BinaryOperator: String, Sendable, CaseIterable {
  case or, and
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case isIn = "in"
  case isNotIn = "not in"
  case contains
  case startsWith = "starts_with"
  case endsWith = "ends_with"
  case coalesce = "??"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"

  /// Larger binds tighter. `not` stands at 3, between `and` and the comparisons; `matches` stands
  /// with the comparisons at 4.
  public var precedence: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .isIn, .isNotIn,
      .contains, .startsWith, .endsWith:
      4
    case .coalesce: 5
    case .add, .subtract: 6
    case .multiply, .divide, .remainder: 7
    }
  }
}

/// `count(by user, last 10m, where x)`, `sum(v, by …, last …)`, `distinct(v, by …, last …)`,
/// `count(malformed, last 1m)`.
public struct WindowTree: Sendable {
  public enum Function: String, Sendable {
    case count, sum, distinct
  }
  public var function: Function
  public var functionSpan: SourceSpan
  /// What is summed or told apart; absent for `count`.
  public var value: Expression?
  /// `count(malformed, …)` counts malformed lines.
  public var countsMalformed: Bool
  public var keys: [Expression]
  public var last: Expression?
  public var condition: Expression?

  public init(
    function: Function, functionSpan: SourceSpan, value: Expression?, countsMalformed: Bool,
    keys: [Expression], last: Expression?, condition: Expression?
  ) {
    self.function = function
    self.functionSpan = functionSpan
    self.value = value
    self.countsMalformed = countsMalformed
    self.keys = keys
    self.last = last
    self.condition = condition
  }
}
