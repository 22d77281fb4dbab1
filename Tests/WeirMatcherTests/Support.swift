@testable import WeirMatcher

/// Lends a text as the bytes that the matcher reads.
func withBytes<T>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T {
  try Array(text.utf8).withUnsafeBufferPointer(body)
}
