import WeirProject

/// How often each rule spoke when somebody last looked and found it good.
///
/// A file of JSON lines, made to be read in a review:
///
/// ```
/// {"rows":1000,"touched":5}
/// {"rule":"takeover:1","pattern":"injection.override","rows":3}
/// ```
public struct AlarmBaseline: Sendable, Equatable {
  public var rows: Int
  public var touched: Int
  public var rules: [RuleName: Int]

  /// A rule that speaks more often than it did.
  public struct Excess: Sendable, Equatable {
    public var name: RuleName
    public var rows: Int
    /// Rows of the baseline, and how many it had in all.
    public var before: Int
    public var total: Int
  }

  public init(_ report: FalseAlarmReport) {
    rows = report.rows
    touched = report.touched
    rules = Dictionary(uniqueKeysWithValues: report.rules.map { ($0.name, $0.rows) })
  }

  public init(bytes: [UInt8]) throws(BaselineError) {
    (rows, touched, rules) = (0, 0, [:])
    var source = LineSource(bytes: bytes, lineBytesMax: 1 << 20)
    var number = 0
    // Bytes that are there already can't fail to be read.
    while let line = try? source.next() {
      number += 1
      if line.isEmpty { continue }
      guard let tree = JSONTree(line: line), read(tree, isFirst: number == 1) else {
        throw BaselineError(line: number)
      }
    }
    if rows == 0 { throw BaselineError(line: 1) }
  }

  private mutating func read(_ line: JSONTree, isFirst: Bool) -> Bool {
    guard let rows = line.count("rows") else { return false }
    if isFirst {
      guard let touched = line.count("touched"), rows > 0 else { return false }
      (self.rows, self.touched) = (rows, touched)
      return true
    }
    guard case .text(let rule)? = line.member("rule") else { return false }
    var pattern: String?
    if case .text(let text)? = line.member("pattern") { pattern = text }
    return rules.updateValue(rows, forKey: RuleName(rule, pattern)) == nil
  }

  public var bytes: [UInt8] {
    var out = JSONBytes()
    out.open("{")
    out.member("rows", rows)
    out.member("touched", touched)
    out.close("}")
    out.endLine()
    for (name, count) in rules.sorted(by: { $0.key < $1.key }) {
      out.open("{")
      out.member("rule", name.rule)
      out.member("pattern", name.pattern)
      out.member("rows", count)
      out.close("}")
      out.endLine()
    }
    return out.bytes
  }

  /// The rules that speak of a greater share of rows than the baseline says, by name; of one that it
  /// doesn't know every row is too many.
  public func excesses(of report: FalseAlarmReport) -> [Excess] {
    report.rules.filter { rule in
      let before = rules[rule.name] ?? 0
      // Compared as whole numbers, so that equal shares are equal.
      return rule.rows.multipliedFullWidth(by: rows) > before.multipliedFullWidth(by: report.rows)
    }.map { rule in
      Excess(name: rule.name, rows: rule.rows, before: rules[rule.name] ?? 0, total: rows)
    }.sorted { $0.name < $1.name }
  }
}

/// A baseline that can't be read, and its line from 1.
public struct BaselineError: Error, Equatable, CustomStringConvertible {
  public var line: Int

  public var description: String {
    "line \(line) is not a baseline's; make one anew with --write-baseline"
  }
}

extension JSONTree {
  fileprivate func count(_ name: String) -> Int? {
    guard case .number(let text)? = member(name), let count = Int(text), count >= 0 else {
      return nil
    }
    return count
  }
}
