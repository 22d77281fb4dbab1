#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where packs are looked for, first match first: folders named on the command line or in
/// `weir.yaml`, the variable `WEIR_PACKS`, then what was shipped with the program.
public struct PackSearch: Sendable {
  public var roots: [String]

  /// - Parameter named: folders that hold packs, each a folder of its own.
  public init(named: [String] = []) {
    roots = named + Self.environmentRoots() + Self.shippedRoots()
  }

  /// The names of all packs, sorted, each with its folder.
  public func packs() -> [(name: String, directory: String)] {
    var found: [String: String] = [:]
    for root in roots {
      for name in (try? Files.names(in: root)) ?? [] where found[name] == nil {
        let directory = Files.joined(root, name)
        if isPack(directory) { found[name] = directory }
      }
    }
    return found.map { ($0.key, $0.value) }.sorted { $0.name < $1.name }
  }

  private func isPack(_ directory: String) -> Bool {
    guard Files.isDirectory(directory) else { return false }
    return ((try? Files.names(in: directory)) ?? []).contains { $0.hasSuffix(".weir") }
  }

  private static func environmentRoots() -> [String] {
    guard let value = getenv("WEIR_PACKS") else { return [] }
    return String(cString: value).split(separator: ":").map(String.init)
  }

  /// `Policies` in a folder above the program (a checkout), or `share/weir/Policies` beside its own.
  private static func shippedRoots() -> [String] {
    guard let program = Files.resolved("/proc/self/exe") ?? Files.resolved(CommandLine.arguments[0])
    else { return [] }
    var roots: [String] = []
    var directory = Files.directory(of: program)
    roots.append(Files.joined(Files.directory(of: directory), "share/weir/Policies"))
    while directory != "/" && directory != "." {
      roots.append(Files.joined(directory, "Policies"))
      directory = Files.directory(of: directory)
    }
    return roots.filter(Files.isDirectory)
  }
}
