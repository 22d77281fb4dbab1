import WeirSyntax

/// An expression whose names are resolved and whose types fit.
///
/// `type` is what the expression has after narrowing: a field behind `exists(…)` is no longer
/// optional here, and an int beside a float is wrapped in `.widened`.
public struct CheckedExpression: Sendable {
  public indirect enum Kind: Sendable {
    case constant(Constant)
    /// A declared field that every line has in one place.
    case field(FieldID)
    /// A member of a `json` value (always optional) or of a record that a loop variable holds.
    case member(CheckedExpression, jsonName: String)
    /// `[n]` of a `json` value or a list; optional. Never negative.
    case element(CheckedExpression, Int)
    /// A loop variable of `any` or `all`, counted from the outermost.
    case variable(Int)
    case letBinding(LetID)
    /// The text that a pattern's `where` tests.
    case matchedText
    case exists(CheckedExpression)
    case isNull(CheckedExpression)
    case call(BuiltinReference, [CheckedExpression])
    case window(WindowID)
    case score(ModelID)
    case not(CheckedExpression)
    case and(CheckedExpression, CheckedExpression)
    case or(CheckedExpression, CheckedExpression)
    case negate(CheckedExpression)
    case compare(Comparison, CheckedExpression, CheckedExpression)
    case arithmetic(Arithmetic, CheckedExpression, CheckedExpression)
    /// An int as a float.
    case widened(CheckedExpression)
    /// `x in LIST` over constants; `not in` is wrapped in `.not`.
    case isMember(CheckedExpression, of: ConstantList)
    /// `x in xs` where `xs` is a list of the message.
    case isElement(CheckedExpression, of: CheckedExpression)
    /// `text contains …`, `starts_with`, `ends_with`: one of the texts. The subject is a text or json.
    case search(TextSearch, CheckedExpression, texts: [String])
    /// The same against a text that is no constant.
    case searchDynamic(TextSearch, CheckedExpression, CheckedExpression)
    /// One of the patterns matches. The subject is a text or json (any string or number in it).
    case matches(CheckedExpression, [PatternID])
    case quantified(
      Quantifier, variable: Int, in: CheckedExpression, body: CheckedExpression)
    /// `a ?? b`
    case coalesce(CheckedExpression, CheckedExpression)
  }
  public var kind: Kind
  public var type: ValueType
  public var span: SourceSpan

  public init(_ kind: Kind, _ type: ValueType, _ span: SourceSpan) {
    self.kind = kind
    self.type = type
    self.span = span
  }
}

public enum Comparison: String, Sendable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

/// `int` with `int` stays int (and may overflow, which is a failure) except `/`, which gives float.
/// `time - time` is a duration, `time ± duration` a time, `duration ± duration` a duration,
/// `duration * int` a duration; `+` on texts is not in the language.
public enum Arithmetic: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
}

public enum TextSearch: String, Sendable {
  case contains
  case startsWith = "starts_with"
  case endsWith = "ends_with"
}

/// A constant value. Times and durations are in microseconds.
public enum Constant: Sendable, Hashable {
  case bool(Bool)
  case int(Int64)
  case float(Double)
  case text(String)
  case time(Int64)
  case duration(Int64)
  case ip(IPAddress)
  case cidr(IPNetwork)
}

/// The right side of `in`: constants written there or a named list, all of one kind.
public struct ConstantList: Sendable {
  /// The name where it is a named list, qualified with its pack.
  public var name: String?
  public var values: [Constant]

  public init(name: String?, values: [Constant]) {
    self.name = name
    self.values = values
  }
}

/// A builtin and the overload that the arguments chose.
public struct BuiltinReference: Sendable, Hashable {
  public var name: String
  public var overload: Int

  public init(name: String, overload: Int) {
    self.name = name
    self.overload = overload
  }
}

// Places in the lists of a `CheckedSet`.
public typealias FieldID = Int
public typealias LetID = Int
public typealias PatternID = Int
public typealias ModelID = Int
public typealias WindowID = Int
