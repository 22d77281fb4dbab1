/// The sum of `add N if X`. Clauses that failed could add their weight or not, so the sum is known
/// only as a range: `true or fail` is true here too.
struct WeakSigns {
  private var low = 0.0
  private var high = 0.0

  mutating func add(_ weight: Double, _ holds: Outcome<Bool>) {
    switch holds {
    case .value(false): break
    case .value(true):
      low += weight
      high += weight
    case .absent, .failed:
      low += min(0, weight)
      high += max(0, weight)
    }
  }

  func isAbove(_ bound: Double) -> Outcome<Bool> {
    if low > bound { return .value(true) }
    return high > bound ? .failed : .value(false)
  }
}
