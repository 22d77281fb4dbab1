/// Which features made a row odd.
public struct ForestExplanation: Hashable, Sendable {
  /// The mean over trees of the usual path length at the root.
  public let basePathLength: Double
  /// The row's own mean path length: the base plus all contributions.
  public let pathLength: Double
  /// By feature, in edges: negative made the row easier to isolate, that is odder.
  public let contributions: [Double]

  /// Features that made the row odder, the strongest first.
  public var reasons: [Int] {
    contributions.indices.filter { contributions[$0] < 0 }
      .sorted { (contributions[$0], $0) < (contributions[$1], $1) }
  }
}

extension IsolationForest {
  /// Shares the row's path length out over features.
  ///
  /// The value of a leaf is its path length, that of a node the mean of its children by rows. A
  /// split gives its feature the difference between the child taken and the node (Saabas 2014,
  /// "Interpreting random forests"); means over trees. Linear in the number of nodes.
  public func explain(_ row: [Double]) -> ForestExplanation {
    precondition(row.count == featureCount, "a row has a value for each feature")
    let values = nodeValues()
    var contributions = [Double](repeating: 0, count: featureCount)
    var base = 0.0
    var length = 0.0
    for root in roots {
      base += values[Int(root)]
      length += walk(from: Int(root), row, values, &contributions)
    }
    let trees = Double(treeCount)
    return ForestExplanation(
      basePathLength: base / trees, pathLength: length / trees,
      contributions: contributions.map { $0 / trees })
  }

  private func walk(
    from root: Int, _ row: [Double], _ values: [Double], _ contributions: inout [Double]
  ) -> Double {
    var index = root
    while nodes[index].feature >= 0 {
      let feature = Int(nodes[index].feature)
      let next = Int(child(of: nodes[index], at: index, value: row[feature]))
      contributions[feature] += values[next] - values[index]
      index = next
    }
    return values[index]
  }

  /// Children come after their parents, so going backwards finds them done.
  private func nodeValues() -> [Double] {
    var values = [Double](repeating: 0, count: nodes.count)
    for index in nodes.indices.reversed() {
      let node = nodes[index]
      if node.feature < 0 {
        values[index] = leafTerms[Int(node.left)]
      } else {
        let left = Int(node.left)
        let right = Int(node.right)
        values[index] =
          (values[left] * Double(rows[left]) + values[right] * Double(rows[right]))
          / Double(rows[index])
      }
    }
    return values
  }
}
