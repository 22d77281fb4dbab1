import WeirEngine
import WeirSyntax
import WeirYAML

/// `weir.yaml`: what belongs to a project and not to one command.
///
/// ```yaml
/// policies: [policies]            # folders or files, relative to this file
/// packs: [packs]                  # folders of packs, beside those shipped
/// keys:
///   vault:  {file: keys/vault.key}
///   tokens: [{env: TOKENS_KEY}, {file: keys/tokens-2025.key}]   # newest first
/// levels: {enforce: 1, observe: 2}
/// held: held.jsonl                # or: discard
/// rejected: rejected.jsonl
/// audit: {file: audit.jsonl, key: audit, fields: [id, user]}
/// state: {file: state.weir, every: 30s}
/// bounds: {line: 8MiB, depth: 64, keys: 1000000, findings: 256, threads: 2}
/// ```
public struct Project: Sendable {
  public enum Held: Sendable, Equatable {
    case discard
    case file(String)
  }

  public struct Audit: Sendable, Equatable {
    public var file: String
    /// The name of the HMAC chain's key.
    public var key: String
    /// Fields of the message that the log holds, as redacted.
    public var fields: [String]

    /// The key where none is named.
    public static let keyDefault = "audit"
  }

  public struct State: Sendable, Equatable {
    public var file: String
    /// Microseconds between two saves.
    public var everyMicroseconds: Int64
  }

  /// Where the file was read, if there is one; every path below is relative to the working folder.
  public var file: String?
  public var policies: [String] = []
  public var packs: [String] = []
  public var keys = KeyStore()
  public var enforceLevel = 1
  public var observeLevel = 1
  public var held: Held?
  public var rejected: String?
  public var audit: Audit?
  public var state: State?
  public var lineBytes = 8 << 20
  public var depth = 64
  /// Threads that judge; nil where whoever starts them knows best.
  public var threads: Int?
  public var limits = EngineLimits()

  public init() {}

  public static let fileName = "weir.yaml"

  /// The project of a file; without one, `weir.yaml` of the working folder or no project at all.
  public static func load(_ path: String?) throws(ProjectError) -> Project {
    guard let path = path ?? (Files.exists(fileName) ? fileName : nil) else { return Project() }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try Files.read(path, bytesMax: ProjectLimits.projectBytesMax)
    } catch { throw .file(error) }
    return try Project(bytes: bytes, path: path)
  }

  public var compileSettings: CompileSettings {
    var settings = CompileSettings()
    settings.enforceLevel = enforceLevel
    settings.observeLevel = max(enforceLevel, observeLevel)
    settings.limits = limits
    return settings
  }
}

public enum ProjectError: Error, Sendable, CustomStringConvertible {
  case file(FileError)
  case yaml([YAMLError])

  public var description: String {
    switch self {
    case .file(let error): error.description
    case .yaml(let errors):
      errors.map { "\($0.file):\($0.line):\($0.column): \($0.message)" }.joined(separator: "\n")
    }
  }
}
