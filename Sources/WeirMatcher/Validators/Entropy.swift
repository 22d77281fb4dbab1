#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The Shannon entropy of the value's characters, in bits per character; 0 for an empty value.
///
/// Formula: C. Shannon, A Mathematical Theory of Communication (1948): −Σ p·log₂ p over the
/// share p of each character. ASCII is counted without allocating; other scalars are counted in
/// a dictionary.
public func characterEntropy(_ value: UnsafeBufferPointer<UInt8>) -> Double {
  guard !value.isEmpty else { return 0 }
  return withUnsafeTemporaryAllocation(of: Int.self, capacity: 128) { counts in
    counts.initialize(repeating: 0)
    var others: [UInt32: Int] = [:]
    var total = 0
    var index = 0
    while index < value.count {
      let (scalar, next) = UTF8Scalars.next(value, at: index)
      if scalar < 0x80 { counts[Int(scalar)] += 1 } else { others[scalar, default: 0] += 1 }
      total += 1
      index = next
    }
    // Summed in the order of the counts, so that a dictionary's order can't change a bit.
    var counts = counts
    counts.sort()
    let bits = shannon(counts, of: total)
    return max(others.isEmpty ? bits : bits + shannon(others.values.sorted(), of: total), 0)
  }
}

private func shannon(_ counts: some Sequence<Int>, of total: Int) -> Double {
  var bits = 0.0
  for count in counts where count > 0 {
    let share = Double(count) / Double(total)
    bits -= share * log2(share)
  }
  return bits
}
