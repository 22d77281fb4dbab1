/// c(n), the average path length among n rows, for the n a forest needs.
///
/// A model file carries it, so that a score hangs on no machine's and no later version's logarithm.
public struct PathLengths: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public let rows: UInt32
    public let length: Double
  }

  /// Ascending in `rows`.
  public let entries: [Entry]

  /// The values for the given numbers of rows.
  public init(rows: Set<UInt32>) {
    entries = rows.sorted().map {
      Entry(rows: $0, length: PortableMath.averagePathLength($0))
    }
  }

  init(entries: [Entry]) throws(ForestError) {
    var previous: UInt32?
    for entry in entries {
      guard entry.length.isFinite, entry.length >= 0, entry.length <= 128,
        previous.map({ $0 < entry.rows }) ?? true
      else { throw .pathLengthOutOfRange(rows: entry.rows) }
      previous = entry.rows
    }
    self.entries = entries
  }

  /// c(n) by binary search; nil where it is not held.
  public func length(rows: UInt32) -> Double? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].rows < rows { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].rows == rows ? entries[low].length : nil
  }
}
