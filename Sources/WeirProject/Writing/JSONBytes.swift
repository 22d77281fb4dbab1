import WeirEngine
import WeirJSON

/// JSON written straight into bytes, member by member, in the order of the calls.
public struct JSONBytes: Sendable {
  public var bytes: [UInt8] = []
  /// Whether the next member or element needs a comma in front.
  private var needsComma = false

  public init() {}

  public mutating func open(_ bracket: Character) {
    separate()
    bytes.append(bracket.asciiValue ?? 0)
    needsComma = false
  }

  public mutating func close(_ bracket: Character) {
    bytes.append(bracket.asciiValue ?? 0)
    needsComma = true
  }

  public mutating func name(_ name: String) {
    separate()
    quote(name)
    bytes.append(0x3A)
    needsComma = false
  }

  public mutating func value(_ text: String) {
    separate()
    quote(text)
    needsComma = true
  }

  public mutating func value(_ text: String?) {
    if let text { value(text) } else { null() }
  }

  public mutating func value(_ flag: Bool) { literal(flag ? "true" : "false") }

  public mutating func null() { literal("null") }

  public mutating func value(_ number: Int64) {
    separate()
    appendDecimal(number)
    needsComma = true
  }

  public mutating func value(_ number: Int) { value(Int64(number)) }

  /// Numbers that JSON can't write are null.
  public mutating func value(_ number: Double) {
    if number.isFinite { literal("\(number)") } else { null() }
  }

  public mutating func value(_ texts: [String]) {
    open("[")
    for text in texts { value(text) }
    close("]")
  }

  /// A value that is JSON already.
  public mutating func value(json: UnsafeBufferPointer<UInt8>) {
    separate()
    bytes.append(contentsOf: json)
    needsComma = true
  }

  public mutating func value(_ time: Timestamp) {
    separate()
    bytes.append(0x22)
    TimeText.append(time, to: &bytes)
    bytes.append(0x22)
    needsComma = true
  }

  /// ASCII that needs no escapes.
  public mutating func value(ascii: [UInt8]) {
    separate()
    bytes.append(0x22)
    bytes.append(contentsOf: ascii)
    bytes.append(0x22)
    needsComma = true
  }

  // MARK: - Members

  public mutating func member(_ name: String, _ value: String?) {
    self.name(name)
    self.value(value)
  }

  public mutating func member(_ name: String, _ value: Bool) {
    self.name(name)
    self.value(value)
  }

  public mutating func member(_ name: String, _ value: Int) {
    self.name(name)
    self.value(value)
  }

  public mutating func member(_ name: String, _ value: Int64) {
    self.name(name)
    self.value(value)
  }

  public mutating func member(_ name: String, _ value: Double) {
    self.name(name)
    self.value(value)
  }

  public mutating func member(_ name: String, _ value: Timestamp) {
    self.name(name)
    self.value(value)
  }

  public mutating func member(_ name: String, _ value: [String]) {
    self.name(name)
    self.value(value)
  }

  // MARK: - Lines

  public mutating func endLine() {
    bytes.append(0x0A)
    needsComma = false
  }

  public mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  private mutating func separate() {
    if needsComma { bytes.append(0x2C) }
  }

  private mutating func literal(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func quote(_ text: String) {
    var text = text
    bytes.append(0x22)
    text.withUTF8 { LineWriter.appendEscaped($0, into: &bytes) }
    bytes.append(0x22)
  }

  private mutating func appendDecimal(_ number: Int64) {
    if number < 0 { bytes.append(0x2D) }
    var rest = number.magnitude
    let first = bytes.count
    repeat {
      bytes.append(0x30 &+ UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[first...].reverse()
  }
}
