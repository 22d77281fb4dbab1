import WeirJSON
import WeirProject

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension OutputFile {
  /// What a session that was killed left behind the last line end.
  enum Rest: Equatable {
    case nothing
    /// Whole, but for its line end.
    case record
    /// The beginning of a record.
    case torn(bytes: Int)
    /// Nothing that this program writes.
    case foreign
  }

  /// Makes the file end with a line end, so that the next record is a line of its own: half a record
  /// is taken out, since it holds nothing that can be read, and whatever else is there gets its end.
  ///
  /// A file that another filter has open is left as it is: its end may be about to be written.
  /// - Returns: What is to be said of it.
  func mend() throws(FilterError) -> String? {
    defer { flock(descriptor, LOCK_SH | LOCK_NB) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, let identity, identity.isRegular else {
      return nil
    }
    let rest = try lastLine(of: identity.bytes)
    switch Self.kind(of: rest) {
    case .nothing: return nil
    case .record, .foreign:
      text.endLine()
      try flush(syncs: false)
      return nil
    case .torn(let bytes):
      guard ftruncate(descriptor, off_t(identity.bytes - bytes)) == 0 else {
        throw .output(path: path, reason: SystemError.last.reason)
      }
      return "\(path): the last run left half a record (\(Wording.plural(bytes, "byte"))), "
        + "which was taken out"
    }
  }

  /// The bytes behind the last line end.
  private func lastLine(of size: Int) throws(FilterError) -> [UInt8] {
    var line: [UInt8] = []
    var end = size
    while end > 0 {
      let start = max(0, end - FilterLimits.mendBytes)
      var window = [UInt8](repeating: 0, count: end - start)
      let count = window.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress, $0.count, off_t(start))
      }
      // What may only be written has no end to look at.
      if count < 0 && errno == EBADF { return [] }
      guard count == window.count else {
        throw .output(path: path, reason: SystemError.last.reason)
      }
      if let last = window.lastIndex(of: 0x0A) {
        return Array(window[(last + 1)...]) + line
      }
      line = window + line
      end = start
    }
    return line
  }

  static func kind(of rest: [UInt8]) -> Rest {
    if rest.isEmpty { return .nothing }
    let opening = Array("{\"line\":".utf8)
    let shared = min(rest.count, opening.count)
    guard rest[..<shared] == opening[..<shared] else { return .foreign }
    var reader = JSONReader()
    let isWhole = rest.withUnsafeBufferPointer { reader.check($0) == nil }
    return isWhole ? .record : .torn(bytes: rest.count)
  }
}
