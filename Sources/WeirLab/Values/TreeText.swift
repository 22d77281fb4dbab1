/// A tree of lines, drawn with branches.
public struct TreeText: Sendable {
  public var line: String
  public var branches: [TreeText]

  public init(_ line: String, _ branches: [TreeText] = []) {
    self.line = line
    self.branches = branches
  }

  /// The lines, the root first.
  public var lines: [String] {
    var out = [line]
    for (place, branch) in branches.enumerated() {
      let isLast = place == branches.count - 1
      for (row, text) in branch.lines.enumerated() {
        if row == 0 {
          out.append((isLast ? "└─ " : "├─ ") + text)
        } else {
          out.append((isLast ? "   " : "│  ") + text)
        }
      }
    }
    return out
  }
}
