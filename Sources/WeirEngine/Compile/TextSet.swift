/// The texts of one `contains`, `starts_with` or `ends_with`.
struct TextSet: Sendable {
  /// A stretch of `ConstantPools.texts`.
  var members: Range<Int>
  /// For `contains`, the place in `ConstantPools.literals` of one scan for all of them.
  var literals: Int?

  /// Whether the scan of a field is to look for texts, too: so few that they take no room from
  /// patterns. What is empty occurs everywhere and can't be scanned for.
  static func fitsScan(_ texts: [String]) -> Bool {
    texts.count <= 6 && texts.allSatisfy { (1...16).contains($0.utf8.count) }
  }
}
