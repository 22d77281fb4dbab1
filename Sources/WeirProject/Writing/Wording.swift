/// Numbers as people read them.
public enum Wording {
  /// `1,234,567`
  public static func count(_ number: Int, separator: Character = ",") -> String {
    let digits = String(number.magnitude)
    var text = number < 0 ? "-" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0 && (digits.count - place) % 3 == 0 { text.append(separator) }
      text.append(digit)
    }
    return text
  }

  /// `30 s`, `1.5 s`, `20 ms`, `5 min`
  public static func duration(_ microseconds: Int64) -> String {
    if microseconds < 1000 { return "\(microseconds) µs" }
    if microseconds < 1_000_000 { return "\(microseconds / 1000) ms" }
    if microseconds >= 120_000_000 { return "\(microseconds / 60_000_000) min" }
    let tenths = microseconds / 100_000
    return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
  }

  /// `1 policy`, `2 policies`; without `many`, the noun with an s.
  public static func plural(_ number: Int, _ noun: String, _ many: String? = nil) -> String {
    "\(count(number)) \(number == 1 ? noun : many ?? noun + "s")"
  }
}
