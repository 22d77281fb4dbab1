import WeirCrypto
import WeirJSON

/// Replaces the encrypted tokens of lines by what they hold.
public struct TokenOpener {
  public let ring: KeyRing
  public private(set) var openedCount = 0
  /// Texts that look like tokens and that no key of the ring opens.
  public private(set) var unopenedCount = 0

  public init(ring: KeyRing) { self.ring = ring }

  /// `3 values put back, 1 token left (no key fits)`
  public var summary: String {
    let values = "\(openedCount) \(openedCount == 1 ? "value" : "values") put back"
    if unopenedCount == 0 { return values }
    return values + ", \(unopenedCount) \(unopenedCount == 1 ? "token" : "tokens") left: "
      + "no key of `\(ring.name)` opens \(unopenedCount == 1 ? "it" : "them")"
  }

  /// The line with every token that opens replaced.
  ///
  /// In a line that is a JSON object a value is escaped as a string's contents; in any other text it
  /// is put as it is.
  public mutating func open(_ line: [UInt8]) -> [UInt8] {
    let ranges = tokenRanges(in: line)
    guard !ranges.isEmpty else { return line }
    let isJSON = JSONTree(line: Self.withoutEnd(line)) != nil
    var out: [UInt8] = []
    var place = 0
    for range in ranges {
      do throws(DecryptError) {
        let opened = try ring.decrypt(line[range])
        out += line[place..<range.lowerBound]
        if isJSON {
          opened.plaintext.withUnsafeBufferPointer { LineWriter.appendEscaped($0, into: &out) }
        } else {
          out += opened.plaintext
        }
        place = range.upperBound
        openedCount += 1
      } catch {
        unopenedCount += 1
      }
    }
    return out + line[place...]
  }

  private static func withoutEnd(_ line: [UInt8]) -> [UInt8] {
    var line = line
    while line.last == 0x0a || line.last == 0x0d { line.removeLast() }
    return line
  }
}
