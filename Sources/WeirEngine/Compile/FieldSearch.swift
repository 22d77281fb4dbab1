import WeirChecker
import WeirMatcher

/// A field in which rules look for patterns, with its sites: a stretch of `Program.sites`, which are
/// sorted by field and pattern.
///
/// ```
/// sites      (text, iban) (text, jwt) (title, iban)
/// searches   text 0..<2               title 2..<3
/// rows       [0, 1]   text matches [jwt, iban]
/// ```
struct FieldSearch: Sendable {
  var field: FieldID
  var sites: Range<Int>
  /// The deepest view of its patterns.
  var view = View.raw
}

/// Sites as the compiler met them, put in order.
struct SiteTable {
  private(set) var sites: [MatchSite]
  private(set) var rows: IntegerRows
  private(set) var searches: [FieldSearch] = []

  /// - Parameter views: by pattern; texts that are patterns too, behind them, are raw.
  init(_ met: [MatchSite], rows: [[Int]], views: [View]) {
    let order = met.indices.sorted {
      (met[$0].field, met[$0].pattern) < (met[$1].field, met[$1].pattern)
    }
    var places = Array(repeating: 0, count: met.count)
    for (place, site) in order.enumerated() { places[site] = place }
    sites = order.map { met[$0] }
    self.rows = IntegerRows(rows.map { Set($0.map { places[$0] }).sorted() })
    for (place, site) in sites.enumerated() {
      if searches.last?.field == site.field {
        searches[searches.count - 1].sites =
          searches[searches.count - 1].sites.lowerBound..<place + 1
      } else {
        searches.append(FieldSearch(field: site.field, sites: place..<place + 1))
      }
      if site.pattern < views.count {
        let deepest = searches[searches.count - 1].view
        searches[searches.count - 1].view = max(deepest, views[site.pattern])
      }
    }
  }
}

extension Program {
  /// The text that a pattern behind the named ones is.
  func needle(_ pattern: PatternID) -> TextBytes {
    pools.texts[needles[pattern - patternNames.count]]
  }

  /// Where rules look for a pattern in a field, if they do: O(log n) in the field's patterns.
  func site(of pattern: PatternID, in search: FieldSearch) -> Int? {
    var low = search.sites.lowerBound
    var high = search.sites.upperBound
    while low < high {
      let middle = (low + high) / 2
      if sites[middle].pattern < pattern { low = middle + 1 } else { high = middle }
    }
    let isFound = low < search.sites.upperBound && sites[low].pattern == pattern
    return isFound ? low : nil
  }
}
