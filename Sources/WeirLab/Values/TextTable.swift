/// Rows of cells in columns: the first to the left, numbers to the right, the last as it is.
struct TextTable {
  private var rows: [[String]]

  init(_ head: [String]) { rows = [head] }

  mutating func add(_ row: [String]) {
    precondition(row.count == rows[0].count, "a row has a cell for each column")
    rows.append(row)
  }

  /// Where no column of numbers is empty, lines end without spaces.
  var text: String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let gap = String(repeating: " ", count: widths[column] - cell.count)
        let isNumber = column > 0 && isNumeric(column)
        line += (column == 0 ? "" : "  ") + (isNumber ? gap + cell : cell + gap)
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  private func isNumeric(_ column: Int) -> Bool {
    rows.dropFirst().allSatisfy { row in
      row[column].allSatisfy { $0.isNumber || " ,.%–+<>".contains($0) } && !row[column].isEmpty
    }
  }
}
