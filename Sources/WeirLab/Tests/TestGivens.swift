/// What holds for all messages of a test, by `given`.
struct TestGivens: Sendable, Equatable {
  /// Scores, by model.
  var scores: [Int: Double] = [:]
  /// The level that is enforced; nil for that of the project.
  var level: Int?

  static let none = TestGivens()
}
