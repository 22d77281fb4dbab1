import WeirEngine
import WeirJSON

/// JSON written straight into bytes, member by member, in the order of the calls.
///
/// Names that stand in the program are `StaticString`s: no text is made to write them.
public struct JSONBytes: ~Copyable, Sendable {
  public var buffer = ByteBuffer()
  /// Whether the next member or element needs a comma in front.
  @usableFromInline var needsComma = false
  private var second = SecondText()

  public init() {}

  /// A copy of what was written.
  public var bytes: [UInt8] { Array(buffer.bytes) }

  @inlinable @inline(__always)
  public mutating func open(_ bracket: Unicode.Scalar) {
    separate()
    buffer.append(UInt8(truncatingIfNeeded: bracket.value))
    needsComma = false
  }

  @inlinable @inline(__always)
  public mutating func close(_ bracket: Unicode.Scalar) {
    buffer.append(UInt8(truncatingIfNeeded: bracket.value))
    needsComma = true
  }

  /// A member's name, which needs no escapes.
  @inlinable @inline(__always)
  public mutating func name(_ name: StaticString) {
    let count = name.utf8CodeUnitCount
    let place = buffer.room(count + 4)
    place[0] = 0x2C
    // Where no comma is needed the quotation mark takes its place.
    let comma = needsComma ? 1 : 0
    let start = place + comma
    start[0] = 0x22
    UnsafeMutableRawPointer(start + 1).copyMemory(from: name.utf8Start, byteCount: count)
    start[count + 1] = 0x22
    start[count + 2] = 0x3A
    buffer.use(count &+ 3 &+ comma)
    needsComma = false
  }

  public mutating func name(text name: String) {
    separate()
    quote(name)
    buffer.append(0x3A)
    needsComma = false
  }

  // MARK: - Values

  public mutating func value(_ text: String) {
    separate()
    quote(text)
    needsComma = true
  }

  public mutating func value(_ text: String?) {
    if let text { value(text) } else { null() }
  }

  @inlinable @inline(__always)
  public mutating func value(_ flag: Bool) {
    if flag { literal("true") } else { literal("false") }
  }

  @inlinable @inline(__always)
  public mutating func null() { literal("null") }

  @inlinable @inline(__always)
  public mutating func value(_ number: Int64) {
    separate()
    buffer.append(decimal: number)
    needsComma = true
  }

  @inlinable @inline(__always)
  public mutating func value(_ number: Int) { value(Int64(number)) }

  /// Numbers that JSON can't write are null.
  public mutating func value(_ number: Double) {
    guard number.isFinite else { return null() }
    separate()
    buffer.append(real: number)
    needsComma = true
  }

  public mutating func value(_ texts: [String]) {
    open("[")
    for text in texts { value(text) }
    close("]")
  }

  /// A value that is JSON already.
  @inlinable @inline(__always)
  public mutating func value(json: UnsafeBufferPointer<UInt8>) {
    separate()
    buffer.append(json)
    needsComma = true
  }

  public mutating func value(_ time: Timestamp) {
    separate()
    buffer.append(0x22)
    second.append(time, to: &buffer)
    buffer.append(0x22)
    needsComma = true
  }

  /// ASCII that needs no escapes.
  public mutating func value(ascii: [UInt8]) {
    separate()
    buffer.append(0x22)
    buffer.append(ascii)
    buffer.append(0x22)
    needsComma = true
  }

  /// Bytes as a text of lower-case hexadecimal digits.
  public mutating func value(hex bytes: UnsafeRawBufferPointer) {
    separate()
    buffer.append(0x22)
    buffer.append(hex: bytes)
    buffer.append(0x22)
    needsComma = true
  }

  /// A value that stands in the program: JSON as it is written there.
  @inlinable @inline(__always)
  public mutating func literal(_ json: StaticString) {
    separate()
    buffer.append(json)
    needsComma = true
  }

  /// What stands in the program between two values: ends, commas and names, up to where the next
  /// value begins.
  @inlinable @inline(__always)
  public mutating func run(_ json: StaticString) {
    buffer.append(json)
    needsComma = false
  }

  /// A part that was written before: whole members or elements, or their beginning.
  @inlinable @inline(__always)
  public mutating func part(_ json: UnsafeBufferPointer<UInt8>) {
    separate()
    buffer.append(json)
    needsComma = true
  }

  // MARK: - Lines

  @inlinable @inline(__always)
  public mutating func endLine() {
    buffer.append(0x0A)
    needsComma = false
  }

  /// What follows belongs to another object and needs no comma.
  @inlinable public mutating func startsAnew() { needsComma = false }

  public mutating func clear() {
    buffer.clear()
    needsComma = false
  }

  @inlinable @inline(__always)
  mutating func separate() {
    if needsComma { buffer.append(0x2C) }
  }
}
