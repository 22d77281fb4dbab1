#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a file could not be used: its path and the system's own word, or ours.
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  public var path: String
  public var reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// From the C library's error number.
  public init(path: String, number: Int32) {
    self.init(path: path, reason: SystemError(number: number).reason)
  }

  public var description: String { "\(path): \(reason)" }
}

/// Reading files and folders.
public enum Files {
  /// The bytes of a regular file (or a pipe), refused above `bytesMax`.
  public static func read(_ path: String, bytesMax: Int) throws(FileError) -> [UInt8] {
    let descriptor = try openToRead(path)
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let outcome = buffer.withUnsafeMutableBytes { SystemCall.readOnce(descriptor, $0) }
      let count: Int
      do throws(SystemError) { count = try outcome.get() } catch {
        throw FileError(path: path, reason: error.reason)
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
      if bytes.count > bytesMax {
        throw FileError(path: path, reason: "is larger than \(bytesMax) bytes")
      }
    }
  }

  /// A descriptor of a file or a pipe, for the caller to close.
  public static func openToRead(_ path: String) throws(FileError) -> Int32 {
    if isDirectory(path) { throw FileError(path: path, reason: "is a directory, not a file") }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, number: errno) }
    return descriptor
  }

  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  public static func isDirectory(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }

  /// The names in a folder, sorted bytewise; hidden ones are left out.
  public static func names(in directory: String) throws(FileError) -> [String] {
    guard let stream = opendir(directory) else {
      throw FileError(path: directory, number: errno)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// The path with links resolved; nil where it doesn't exist.
  public static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// `path` as seen from the folder of `file`, without detours: `../models/x` beside
  /// `policies/a.weir` is `models/x`.
  public static func path(_ path: String, besideFile file: String) -> String {
    withoutDetours(path.hasPrefix("/") ? path : joined(directory(of: file), path))
  }

  /// The path without `.` and `a/..`; where `a` is a link, its `..` is elsewhere and stays.
  static func withoutDetours(_ path: String) -> String {
    let root = path.hasPrefix("/") ? "/" : ""
    var steps: [Substring] = []
    for step in path.split(separator: "/") where step != "." {
      if step != ".." {
        steps.append(step)
      } else if let last = steps.last, last != "..", !isLink(root + steps.joined(separator: "/")) {
        steps.removeLast()
      } else if root.isEmpty || !steps.isEmpty {
        steps.append(step)
      }
    }
    let text = root + steps.joined(separator: "/")
    return text.isEmpty ? "." : text
  }

  private static func isLink(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFLNK
  }

  public static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  public static func lastName(of path: String) -> String {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    return trimmed.split(separator: "/").last.map(String.init) ?? trimmed
  }

  public static func joined(_ directory: String, _ name: String) -> String {
    if directory == "." || directory.isEmpty { return name }
    return directory.hasSuffix("/") ? directory + name : directory + "/" + name
  }
}
