/// How far a misspelling is from a word, and the nearest of several: for "did you mean".
public enum EditDistance {
  /// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b` (optimal
  /// string alignment; Damerau 1964). Quadratic in the lengths, so meant for names.
  public static func between(_ a: String, _ b: String) -> Int {
    let (first, second) = (Array(a.utf8), Array(b.utf8))
    var earlier: [Int] = []
    var previous = Array(0...second.count)
    for i in first.indices {
      var row = [i + 1]
      for j in second.indices {
        let isEqual = first[i] == second[j]
        var best = min(row[j] + 1, previous[j + 1] + 1, previous[j] + (isEqual ? 0 : 1))
        if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
          best = min(best, earlier[j - 1] + 1)
        }
        row.append(best)
      }
      (earlier, previous) = (previous, row)
    }
    return previous[second.count]
  }

  /// The candidate nearest to `name`, if it is near enough to be meant: a third of its length may
  /// differ, at least one character, at most three. The first of equals wins.
  public static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
    guard name.utf8.count <= 64 else { return nil }
    let bound = min(3, max(1, name.utf8.count / 3))
    var best: (String, Int)?
    for candidate in candidates where abs(candidate.utf8.count - name.utf8.count) <= bound {
      let distance = between(name.lowercased(), candidate.lowercased())
      if distance <= bound, distance < (best?.1 ?? .max) { best = (candidate, distance) }
    }
    return best?.0
  }
}
