/// Shares as people read them.
enum ShareText {
  /// `12.3 %`; what isn't nothing or everything is never rounded to it.
  static func percent(_ share: Double) -> String {
    let tenths = (share * 1000).rounded()
    if share > 0, tenths == 0 { return "<0.1 %" }
    if share < 1, tenths == 1000 { return ">99.9 %" }
    return "\(Int(tenths) / 10).\(Int(tenths) % 10) %"
  }
}
