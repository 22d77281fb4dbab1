import WeirEngine

/// Names with their values.
extension JSONBytes {
  @inlinable public mutating func member(_ name: StaticString, _ value: String) {
    self.name(name)
    self.value(value)
  }

  @inlinable public mutating func member(_ name: StaticString, _ value: String?) {
    self.name(name)
    self.value(value)
  }

  @inlinable @inline(__always)
  public mutating func member(_ name: StaticString, _ value: Bool) {
    self.name(name)
    self.value(value)
  }

  @inlinable @inline(__always)
  public mutating func member(_ name: StaticString, _ value: Int) {
    self.name(name)
    self.value(value)
  }

  @inlinable @inline(__always)
  public mutating func member(_ name: StaticString, _ value: Int64) {
    self.name(name)
    self.value(value)
  }

  @inlinable public mutating func member(_ name: StaticString, _ value: Double) {
    self.name(name)
    self.value(value)
  }

  @inlinable @inline(__always)
  public mutating func member(_ name: StaticString, _ value: Timestamp) {
    self.name(name)
    self.value(value)
  }

  @inlinable public mutating func member(_ name: StaticString, _ value: [String]) {
    self.name(name)
    self.value(value)
  }

  /// A value that stands in the program: `literal` is JSON.
  @inlinable @inline(__always)
  public mutating func member(_ name: StaticString, literal: StaticString) {
    self.name(name)
    self.literal(literal)
  }

  /// A text that stands in the program and needs no escapes.
  @inlinable public mutating func member(_ name: StaticString, plain text: StaticString) {
    self.name(name)
    buffer.append(0x22)
    buffer.append(text)
    literal("\"")
  }
}
