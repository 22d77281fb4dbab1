/// What changes from one text to another, line by line.
public enum LineDiff {
  /// The hunks of a unified diff with three lines around each change; empty where nothing differs.
  public static func unified(_ old: String, _ new: String, name: String) -> String {
    let edits = script(lines(old), lines(new))
    let changed = edits.indices.filter { edits[$0].sign != " " }
    guard !changed.isEmpty else { return "" }
    var out = "--- \(name)\n+++ \(name)\n"
    for range in hunks(around: changed, count: edits.count) { out += hunk(edits, range) }
    return out
  }

  private struct Edit {
    var sign: Character
    var text: Substring
  }

  private static func lines(_ text: String) -> [Substring] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines
  }

  /// All lines of both texts in order, removals before insertions.
  private static func script(_ old: [Substring], _ new: [Substring]) -> [Edit] {
    let difference = new.difference(from: old)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var edits: [Edit] = []
    var (before, after) = (0, 0)
    while before < old.count || after < new.count {
      if before < old.count, removed.contains(before) {
        edits.append(Edit(sign: "-", text: old[before]))
        before += 1
      } else if after < new.count, inserted.contains(after) {
        edits.append(Edit(sign: "+", text: new[after]))
        after += 1
      } else {
        edits.append(Edit(sign: " ", text: old[before]))
        before += 1
        after += 1
      }
    }
    return edits
  }

  private static func hunks(around changed: [Int], count: Int) -> [Range<Int>] {
    var hunks: [Range<Int>] = []
    for place in changed {
      let range = max(0, place - 3)..<min(count, place + 4)
      if let last = hunks.last, range.lowerBound <= last.upperBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    return hunks
  }

  private static func hunk(_ edits: [Edit], _ range: Range<Int>) -> String {
    let before = edits[..<range.lowerBound]
    let old = edits[range].count { $0.sign != "+" }
    let new = edits[range].count { $0.sign != "-" }
    let oldStart = before.count { $0.sign != "+" } + (old == 0 ? 0 : 1)
    let newStart = before.count { $0.sign != "-" } + (new == 0 ? 0 : 1)
    var out = "@@ -\(oldStart),\(old) +\(newStart),\(new) @@\n"
    for edit in edits[range] { out += "\(edit.sign)\(edit.text)\n" }
    return out
  }
}
