import Testing
import WeirJSON

@Suite struct NumberTests {
  private func number<T>(
    _ text: String, _ read: (JSONValue, UnsafeBufferPointer<UInt8>) -> T
  ) -> T {
    Array(text.utf8).asLine {
      read(JSONValue(kind: .number, start: 0, end: $0.count), $0)
    }
  }

  /// The same number far from the line's start, where it is read eight digits at a time.
  private func later<T>(
    _ text: String, _ read: (JSONValue, UnsafeBufferPointer<UInt8>) -> T
  ) -> T {
    let before = "9999999999999999"
    return Array((before + text + before).utf8).asLine {
      read(JSONValue(kind: .number, start: 16, end: $0.count - 16), $0)
    }
  }

  private func int64(_ text: String) -> Int64? { number(text) { $0.int64(in: $1) } }
  private func double(_ text: String) -> Double? { number(text) { $0.double(in: $1) } }

  @Test(arguments: [
    ("0", 0), ("-0", 0), ("1", 1), ("1.0", 1), ("1e3", 1000), ("-1.50E1", -15), ("0.00", 0),
    ("1200e-2", 12), ("0e999999999999999999999", 0), ("9223372036854775807", Int64.max),
    ("-9223372036854775808", .min), ("9.223372036854775807e18", .max), ("10000000000e-9", 10),
    ("0.000000000000000000000000000001e30", 1),
    ("100000000000000000000000000000000000e-34", 10),
  ])
  func `integral numbers are read exactly`(text: String, expected: Int64) {
    #expect(int64(text) == expected)
  }

  @Test(arguments: [
    "1.5", "1e-1", "9223372036854775808", "-9223372036854775809", "1e19", "1e999999999999", "0.1",
    "123456789012345678901234567890", "1e-999999999999", "18446744073709551616",
  ])
  func `what is no Int64 is none`(text: String) { #expect(int64(text) == nil) }

  @Test func `doubles are the standard library's`() {
    var generator = SeededGenerator(state: 7)
    for _ in 0..<20_000 {
      let digits = String(
        UInt64.random(in: 0...UInt64.max, using: &generator)
          >> UInt64.random(
            in: 0...63, using: &generator))
      let fraction = Bool.random(using: &generator) ? ".\(generator.next() % 1_000_000)" : ""
      let exponent =
        Bool.random(using: &generator)
        ? "e\(Int.random(in: -330...310, using: &generator))"
        : ""
      let text = "-" + digits + fraction + exponent
      let expected = Double(text).flatMap { $0.isFinite ? $0 : nil }
      #expect(double(text)?.bitPattern == expected?.bitPattern, "\(text)")
    }
  }

  @Test func `random integers come back in every spelling`() {
    var generator = SeededGenerator(state: 8)
    for _ in 0..<5000 {
      let value = Int64.random(in: .min ... .max, using: &generator) >> (generator.next() % 64)
      #expect(int64("\(value)") == value)
      #expect(int64("\(value).000") == value)
      #expect(int64("\(value)00e-2") == value)
    }
  }

  @Test func `short spellings are read as the standard library reads them, wherever they stand`() {
    var generator = SeededGenerator(state: 9)
    for _ in 0..<20_000 {
      let digits = Int.random(in: 1...19, using: &generator)
      var text = String((0..<digits).map { _ in "0123456789".randomElement(using: &generator)! })
      if Bool.random(using: &generator) {
        let place = Int.random(in: 1...digits, using: &generator)
        text.insert(".", at: text.index(text.startIndex, offsetBy: place))
        if place == digits { text += "0" }
      }
      if Bool.random(using: &generator) { text = "-" + text }
      let expected = Double(text)?.bitPattern
      #expect(double(text)?.bitPattern == expected, "\(text)")
      #expect(later(text) { $0.double(in: $1) }?.bitPattern == expected, "\(text)")
      let whole = text.split(separator: ".").dropFirst().allSatisfy { $0.allSatisfy { $0 == "0" } }
      let integer = whole ? Int64(text.prefix { $0 != "." }) : nil
      #expect(int64(text) == integer, "\(text)")
      #expect(later(text) { $0.int64(in: $1) } == integer, "\(text)")
    }
  }

  @Test func `what is no digit is none, eight at a time as one at a time`() {
    for text in ["1:3", "12a45678", "1234567/", "-", "1..2", ".", "\u{b1}2345678", "--1", "1-1"] {
      let read = later(text) { $0.int64(in: $1) }
      #expect(read == number(text) { $0.int64(in: $1) }, "\(text)")
    }
  }

  @Test func `a double that overflows is none, one that underflows is zero`() {
    #expect(double("1e999") == nil && double("-1e400") == nil)
    #expect(double("1e-999") == 0 && double("-0")?.sign == .minus)
    #expect(double("1.7976931348623157e308") == Double.greatestFiniteMagnitude)
  }

  @Test func `other kinds are no numbers`() {
    let read = ReadLine(#"{"a":"1"}"#, paths: [["a"]])
    #expect(read.value.int64(in: read.line) == nil && read.value.double(in: read.line) == nil)
    #expect(JSONValue.absent.int64(in: read.line) == nil)
  }
}
