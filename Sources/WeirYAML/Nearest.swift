/// The known name that a typo most likely meant; nil when none is close. Names that are equally
/// close go by the alphabet, so that the answer doesn't depend on a set's order.
func nearest(to name: String, among known: Set<String>) -> String? {
  let letters = Array(name.lowercased().unicodeScalars)
  guard letters.count <= 64 else { return nil }
  let distanceMax = max(1, letters.count / 3)
  let candidates = known.map {
    (name: $0, distance: editDistance(letters, Array($0.lowercased().unicodeScalars)))
  }
  let close = candidates.filter { $0.distance <= distanceMax }
  return close.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
}

/// How many letters must be changed, added, dropped or swapped with their neighbour to make one name
/// the other (optimal string alignment). Takes the product of the lengths.
private func editDistance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...other.count)
  for row in one.indices {
    var current = [row + 1]
    for column in other.indices {
      let isSame = one[row] == other[column]
      var best = min(last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
      if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
        best = min(best, beforeLast[column - 1] + 1)
      }
      current.append(best)
    }
    (beforeLast, last) = (last, current)
  }
  return last[other.count]
}
