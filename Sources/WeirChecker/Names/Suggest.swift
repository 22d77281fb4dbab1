import WeirSyntax

/// The known name that is nearest to what was written, if near enough to be a slip of the finger.
func nearest(_ written: String, _ known: some Sequence<String>) -> String? {
  EditDistance.nearest(to: written, in: known.sorted().filter { $0 != written })
}

func didYouMean(_ written: String, _ known: some Sequence<String>) -> String? {
  nearest(written, known).map { "did you mean `\($0)`?" }
}

/// "`a`, `b` and `c`", shortened where it is long.
func quotedList(_ names: [String], atMost limit: Int = 12) -> String {
  let shown = names.prefix(limit).map { "`\($0)`" }
  if names.count > limit { return shown.joined(separator: ", ") + " and more" }
  guard let last = shown.last else { return "nothing" }
  return shown.count == 1 ? last : shown.dropLast().joined(separator: ", ") + " and " + last
}
