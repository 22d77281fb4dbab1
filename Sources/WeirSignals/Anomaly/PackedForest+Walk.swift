extension PackedForest {
  /// The sum of path lengths, added up tree by tree; nil where a value is missing.
  func pathLengthSum(_ row: UnsafeBufferPointer<Double>) -> Double? {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: row.count) { floats in
      var isMissing = false
      for (index, value) in row.enumerated() {
        floats.initializeElement(at: index, to: Float(value))
        isMissing = isMissing || value.isNaN
      }
      return isMissing ? nil : sum(UnsafeBufferPointer(floats))
    }
  }

  private func sum(_ row: UnsafeBufferPointer<Float>) -> Double {
    nodes.withUnsafeBufferPointer { nodes in
      leaves.withUnsafeBufferPointer { leaves in
        terms.withUnsafeBufferPointer { terms in
          var sum = 0.0
          let groupSize = Self.width << depth
          for group in stride(from: 0, to: nodes.count, by: groupSize) {
            let walk = GroupWalk(
              nodes: UnsafeBufferPointer(rebasing: nodes[group..<group + groupSize]), row: row)
            let paths = UnsafeBufferPointer(rebasing: leaves[group..<group + groupSize])
            walk.addTerms(depth: depth, paths, terms, to: &sum)
          }
          return sum
        }
      }
    }
  }
}

/// The walk through eight trees at once. A place is the number of a node times eight.
private struct GroupWalk {
  let nodes: UnsafeBufferPointer<PackedForest.Node>
  let row: UnsafeBufferPointer<Float>

  /// Written out eight times: an array of places would be kept in memory from step to step.
  @inline(__always)
  func addTerms(
    depth: Int, _ leaves: UnsafeBufferPointer<UInt16>, _ terms: UnsafeBufferPointer<Double>,
    to sum: inout Double
  ) {
    var (a, b, c, d, e, f, g, h) = (8, 8, 8, 8, 8, 8, 8, 8)
    for _ in 0..<depth {
      a = child(of: a, 0)
      b = child(of: b, 1)
      c = child(of: c, 2)
      d = child(of: d, 3)
      e = child(of: e, 4)
      f = child(of: f, 5)
      g = child(of: g, 6)
      h = child(of: h, 7)
    }
    let bottom = PackedForest.width << depth
    sum += terms[Int(leaves[a &- bottom])]
    sum += terms[Int(leaves[b &- bottom &+ 1])]
    sum += terms[Int(leaves[c &- bottom &+ 2])]
    sum += terms[Int(leaves[d &- bottom &+ 3])]
    sum += terms[Int(leaves[e &- bottom &+ 4])]
    sum += terms[Int(leaves[f &- bottom &+ 5])]
    sum += terms[Int(leaves[g &- bottom &+ 6])]
    sum += terms[Int(leaves[h &- bottom &+ 7])]
  }

  @inline(__always)
  private func child(of place: Int, _ tree: Int) -> Int {
    let node = nodes[place &+ tree]
    return place &+ place &+ (row[Int(node.feature)] <= node.threshold ? 0 : PackedForest.width)
  }
}
