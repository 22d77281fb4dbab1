import WeirMatcher
import WeirSyntax

/// A policy set that parses, resolves and types: the only thing that the engine compiles.
public struct CheckedSet: Sendable {
  public internal(set) var message: CheckedMessage
  public internal(set) var lets: [CheckedLet]
  public internal(set) var patterns: [CheckedPattern]
  public internal(set) var windows: [CheckedWindow]
  public internal(set) var models: [CheckedModel]
  /// Sorted by name: the order of files and of policies never changes a decision.
  public internal(set) var policies: [CheckedPolicy]
  public internal(set) var tests: [CheckedTest]
  /// Names of the keys that redactions use, sorted.
  public internal(set) var keyNames: [String]
}

/// The `message` block: the shape of one line.
public struct CheckedMessage: Sendable {
  public var isClosed: Bool
  public var shape: RecordType
  /// Every declared field with a place of its own in the line: members of records too, but not what
  /// lies inside lists and `json`. A `FieldID` is a place in this list.
  public var fields: [CheckedField]
  /// `clock FIELD`
  public var clock: FieldID?
  /// The verdict on malformed lines.
  public var malformed: Verdict
  public var span: SourceSpan?
}

public struct CheckedField: Sendable {
  /// Names as policies write them: `tool.name`.
  public var path: [String]
  public var jsonPath: [String]
  /// The declared type of the field itself, with its own `?` only.
  public var type: ValueType
  public var isTrusted: Bool
  /// The enclosing record's field, if any.
  public var parent: FieldID?
  public var span: SourceSpan
}

public struct CheckedLet: Sendable {
  public var name: String
  public var value: CheckedExpression
}

public struct CheckedPattern: Sendable {
  /// Qualified with its pack (`pii.email`); a literal after `matches` has its own text between slashes.
  public var name: String
  public var regex: RegexLiteral
  public var view: PatternView
  /// Over `.matchedText`; all must hold.
  public var conditions: [CheckedExpression]
  public var near: CheckedNear?
  /// The regex as the checker read, compiled and analysed it.
  public var inspected: InspectedRegex
  public var span: SourceSpan
}

/// On which reading of a text a pattern is matched.
public enum PatternView: String, Sendable, CaseIterable {
  case raw, folded, decoded
}

public struct CheckedNear: Sendable {
  public var words: [String]
  /// In characters (Unicode scalars), either side.
  public var distance: Int
}

/// A sliding window. Equal windows are one.
public struct CheckedWindow: Sendable {
  /// Canonical text, which names it in saved state.
  public var name: String
  public var function: WindowTree.Function
  /// What is summed (int or float) or told apart.
  public var value: CheckedExpression?
  public var countsMalformed: Bool
  public var keys: [CheckedExpression]
  public var lengthMicroseconds: Int64
  public var condition: CheckedExpression?
}

public struct CheckedModel: Sendable {
  public var name: String
  /// Set where the model is of the second kind, which has no features.
  public var linear: CheckedLinear?
  public var features: [CheckedFeature]
  public var trees: Int
  public var rows: Int
  public var seed: UInt64
  /// As written; relative to the file that declares the model.
  public var file: String
  /// Canonical text of the features, or of the text and its grams, from which the model file's fingerprint is made.
  public var canonicalText: String
  public var span: SourceSpan
}

/// `linear TEXT`: which text, and which grams of it.
public struct CheckedLinear: Sendable {
  /// Of a type of text.
  public var text: CheckedExpression
  /// Lengths of the grams; empty for none.
  public var characters: Range<Int>
  public var words: Range<Int>
  /// A power of two.
  public var buckets: Int
}

public struct CheckedFeature: Sendable {
  public var name: String
  /// Of type float.
  public var value: CheckedExpression
  public var low: Double?
  public var high: Double?
}
