/// What `hash with` and `encrypt with` need: keys stay outside the engine.
public protocol Concealer: Sendable {
  /// A token for a value: the same value gives the same token. `key` is a place in
  /// `Program.keyNames`.
  func hash(_ value: UnsafeBufferPointer<UInt8>, key: Int) -> [UInt8]

  /// An encrypted token. The same value at the same span of the same line at the same time gives
  /// the same bytes.
  func encrypt(
    _ value: UnsafeBufferPointer<UInt8>, key: Int, line: UnsafeBufferPointer<UInt8>,
    span: Range<Int>, at time: Timestamp
  ) -> [UInt8]
}

/// For sets that use no key.
public struct NoConcealer: Concealer {
  public init() {}

  public func hash(_ value: UnsafeBufferPointer<UInt8>, key: Int) -> [UInt8] {
    preconditionFailure("a set with keys has a concealer")
  }

  public func encrypt(
    _ value: UnsafeBufferPointer<UInt8>, key: Int, line: UnsafeBufferPointer<UInt8>,
    span: Range<Int>, at time: Timestamp
  ) -> [UInt8] {
    preconditionFailure("a set with keys has a concealer")
  }
}
