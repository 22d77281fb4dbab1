/// One change to a line: its bytes `range` become `replacement`, a range of a side buffer.
public struct Edit: Equatable, Sendable {
  public var range: Range<Int>
  public var replacement: Range<Int>

  public init(range: Range<Int>, replacement: Range<Int>) {
    self.range = range
    self.replacement = replacement
  }
}

/// Why edits were refused; the number is the place of the edit.
public enum SpliceFailure: Error, Equatable, Sendable {
  /// The edit begins before the one before it has ended.
  case unsorted(Int)
  case outsideLine(Int)
  case outsideReplacements(Int)
}

/// Writes changed lines: bytes that no edit covers come out as they went in.
public enum LineWriter {
  /// Appends the line with the edits done. They must be sorted and disjoint; two may touch.
  ///
  /// Where they are refused nothing is appended. Linear in the line, the edits and the output.
  public static func splice(
    _ line: UnsafeBufferPointer<UInt8>, edits: [Edit],
    replacements: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]
  ) throws(SpliceFailure) {
    try check(edits, line.count, replacements.count)
    var index = 0
    for edit in edits {
      output.append(contentsOf: UnsafeBufferPointer(rebasing: line[index..<edit.range.lowerBound]))
      output.append(contentsOf: UnsafeBufferPointer(rebasing: replacements[edit.replacement]))
      index = edit.range.upperBound
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: line[index...]))
  }

  private static func check(
    _ edits: [Edit], _ lineCount: Int, _ replacementCount: Int
  ) throws(SpliceFailure) {
    var end = 0
    for (place, edit) in edits.enumerated() {
      let isInLine = edit.range.lowerBound >= 0 && edit.range.upperBound <= lineCount
      let isInBuffer =
        edit.replacement.lowerBound >= 0 && edit.replacement.upperBound <= replacementCount
      guard isInLine else { throw .outsideLine(place) }
      guard isInBuffer else { throw .outsideReplacements(place) }
      guard edit.range.lowerBound >= end else { throw .unsorted(place) }
      end = edit.range.upperBound
    }
  }

  /// Appends UTF-8 as the inside of a JSON string: `"`, `\` and controls below U+0020 escaped, all
  /// other bytes as they are.
  public static func appendEscaped(
    _ utf8: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]
  ) {
    var index = 0
    while true {
      let end = StringScan.unescapedEnd(from: index, in: utf8)
      output.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[index..<end]))
      guard end < utf8.count else { return }
      appendEscape(utf8[end], into: &output)
      index = end &+ 1
    }
  }

  private static func appendEscape(_ byte: UInt8, into output: inout [UInt8]) {
    output.append(0x5C)
    switch byte {
    case 0x08: output.append(0x62)
    case 0x09: output.append(0x74)
    case 0x0A: output.append(0x6E)
    case 0x0C: output.append(0x66)
    case 0x0D: output.append(0x72)
    case 0x22, 0x5C: output.append(byte)
    default:
      output.append(contentsOf: "u00".utf8)
      output.append(0x30 &+ byte >> 4)
      output.append(contentsOf: String(byte & 15, radix: 16).utf8)
    }
  }
}
