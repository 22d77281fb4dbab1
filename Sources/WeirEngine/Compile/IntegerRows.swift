/// Rows of numbers in one array, so that reading a row counts no references.
///
/// ```
/// rows     [4, 7]  []  [5]
/// numbers  4 7 5
/// ends     0 2 2 3             row n is ends[n]..<ends[n + 1]
/// ```
struct IntegerRows: Sendable {
  private var numbers: [Int32] = []
  private var ends: [Int32] = [0]

  init() {}

  init(_ rows: [[Int]]) {
    for row in rows {
      numbers += row.map { Int32($0) }
      ends.append(Int32(numbers.count))
    }
  }

  var count: Int { ends.count - 1 }

  /// The places of a row's numbers, for `number(at:)`.
  @inline(__always)
  func places(of row: Int) -> Range<Int> { Int(ends[row])..<Int(ends[row + 1]) }

  @inline(__always)
  func number(at place: Int) -> Int { Int(numbers[place]) }

  /// A row as an array.
  func row(_ row: Int) -> [Int] { places(of: row).map { number(at: $0) } }

  /// Whether a row, which ascends, holds a number: O(log n).
  func row(_ row: Int, holds wanted: Int) -> Bool {
    var low = Int(ends[row])
    var high = Int(ends[row + 1])
    while low < high {
      let middle = (low + high) / 2
      let number = Int(numbers[middle])
      if number == wanted { return true }
      if number < wanted { low = middle + 1 } else { high = middle }
    }
    return false
  }
}
