#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file of this process, used again for every input.
struct ScratchFile {
  let path: String
  let descriptor: Int32

  init(_ name: String) {
    path = "\(Self.folder)/\(name)"
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND, 0o600)
    precondition(descriptor >= 0, "a scratch file can be made at \(path)")
  }

  /// In memory where the system has such a place.
  private static let folder: String = {
    let place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    let folder = "\(place)/weir-fuzz-\(getpid())"
    _ = mkdir(folder, 0o700)
    atexit { ScratchFile.removeAll() }
    return folder
  }()

  private static func removeAll() {
    for name in ["input", "output", "held", "rejected", "audit"] { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }

  func write(_ bytes: UnsafeRawBufferPointer) {
    ftruncate(descriptor, 0)
    var done = 0
    while done < bytes.count {
      let count = pwrite(
        descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done, off_t(done))
      precondition(count > 0, "a scratch file can be written")
      done += count
    }
    lseek(descriptor, 0, SEEK_SET)
  }

  func empty() { write(UnsafeRawBufferPointer(start: nil, count: 0)) }

  func read() -> [UInt8] {
    let size = Int(lseek(descriptor, 0, SEEK_END))
    var bytes = [UInt8](repeating: 0, count: max(0, size))
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    precondition(count == bytes.count, "a scratch file can be read")
    return bytes
  }
}
