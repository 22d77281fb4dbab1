/// Two texts above each other with signs under what differs.
enum TextDiff {
  /// ```
  /// - "card **** 1111, thanks"
  /// + "card 4111 1111, thanks"
  ///         ^^^^
  /// ```
  static func lines(expected: String, got: String) -> [String] {
    let (wanted, found) = (Array(expected), Array(got))
    var prefix = 0
    while prefix < min(wanted.count, found.count), wanted[prefix] == found[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < min(wanted.count, found.count) - prefix,
      wanted[wanted.count - 1 - suffix] == found[found.count - 1 - suffix]
    {
      suffix += 1
    }
    let different = max(wanted.count, found.count) - prefix - suffix
    let signs =
      String(repeating: " ", count: prefix + 2) + String(repeating: "^", count: max(1, different))
    return ["- \(expected)", "+ \(got)", signs]
  }
}
