@testable import WeirMatcher

/// How one pattern's search of one text went, with every `rejects`-th candidate turned down.
struct Trail: Equatable {
  var matches: [TextMatch] = []
  var failure: MatchFailure?

  init(_ cursor: consuming CandidateCursor, rejects: Int) {
    var cursor = cursor
    while true {
      switch cursor.next() {
      case .notFound: return
      case .failure(let reason):
        failure = reason
        return
      case .found(let match):
        matches.append(match)
        if rejects > 0, matches.count % rejects == 0 { cursor.reject() }
      }
    }
  }
}
