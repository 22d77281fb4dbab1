import WeirEngine

/// Moments as RFC 3339 writes them in UTC, and durations as policies write them.
public enum TimeText {
  /// Always with microseconds, so that texts sort as moments do: `2026-01-01T00:00:00.000000Z`.
  public static func full(_ time: Timestamp) -> String {
    var second = SecondText()
    var buffer = ByteBuffer()
    second.append(time, to: &buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  /// With digits below a second only where there are any: `2026-01-01T00:00:00Z`.
  public static func short(_ time: Timestamp) -> String {
    var text = full(time)
    text.removeLast()
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text + "Z"
  }

  /// A duration in the policies' spelling: `1h30m`, `250ms`.
  public static func duration(microseconds: Int64) -> String {
    let units: [(Int64, String)] = [
      (86_400_000_000, "d"), (3_600_000_000, "h"), (60_000_000, "m"), (1_000_000, "s"),
      (1000, "ms"),
    ]
    var rest = microseconds
    var text = ""
    for (size, name) in units where rest >= size {
      text += "\(rest / size)\(name)"
      rest %= size
    }
    return text.isEmpty ? (microseconds == 0 ? "0s" : "\(microseconds)µs") : text
  }
}
