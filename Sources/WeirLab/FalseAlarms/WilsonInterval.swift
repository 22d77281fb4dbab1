/// Between which shares the true one lies, judged by a sample.
///
/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
/// the American Statistical Association 22 (1927): it keeps inside 0…1 and tells something of zero too.
public struct WilsonInterval: Sendable, Equatable {
  public var low: Double
  public var high: Double

  /// The quantile of the normal distribution that leaves 2.5 % on either side.
  private static let quantile = 1.959_963_984_540_054

  /// The interval that holds the true share 95 times in 100; everything is possible without a sample.
  public init(_ count: Int, of total: Int) {
    guard total > 0 else {
      (low, high) = (0, 1)
      return
    }
    let (n, z) = (Double(total), Self.quantile)
    let share = Double(count) / n
    let centre = share + z * z / (2 * n)
    let spread = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    low = count == 0 ? 0 : (centre - spread) / scale
    high = count == total ? 1 : (centre + spread) / scale
  }
}
