#if canImport(Glibc)
  import Glibc
#endif

/// How the C library treats freed memory.
enum LargeBlocks {
  /// Blocks below this are taken from the heap and go back to it.
  private static let keptBytes: Int32 = 8 << 20
  /// Free memory at the end of the heap from which the system gets it back.
  private static let freeBytes: Int32 = 32 << 20

  /// Keeps large blocks for the next ones. As it comes, glibc gives those from 128 KiB on back to the
  /// system and gets the next ones page by page, each zeroed first: a third of what redacting a text
  /// of a megabyte took. Other C libraries go on as they are.
  static func keep() {
    #if canImport(Glibc)
      // Not in the headers that Swift's `Glibc` imports.
      guard let symbol = dlsym(nil, "mallopt") else { return }
      let mallopt = unsafeBitCast(symbol, to: (@convention(c) (Int32, Int32) -> Int32).self)
      let (trimThreshold, mmapThreshold) = (Int32(-1), Int32(-3))
      _ = mallopt(mmapThreshold, keptBytes)
      _ = mallopt(trimThreshold, freeBytes)
    #endif
  }
}
