import WeirChecker
import WeirCrypto
import WeirProject
import WeirSyntax

/// What the filter needs to know of a policy set besides judging by it.
struct PolicyFacts {
  /// SHA-256 over policies, lists and levels, in hexadecimal.
  let digest: String
  /// SHA-256 of each model's file.
  let models: [(name: String, digest: String)]
  /// SHA-256 of each policy's own text.
  let policies: [String: [UInt8]]
  /// Enforced policies that can hold a message, sorted; `message` for malformed lines.
  let holding: [String]
  let enforcedCount: Int
  let redacting: Set<String>
  let fieldNames: Set<String>
  /// JSON paths by the names that policies use.
  let fieldPaths: [String: [String]]

  init(_ set: PolicySet, levels: CompileSettings) {
    let checked = set.checked
    digest = hexText(Self.digest(of: set, levels))
    models = Self.modelDigests(set)
    policies = Dictionary(
      checked.policies.map { ($0.name, Self.digest(of: $0, in: set.source)) },
      uniquingKeysWith: { first, _ in first })
    let enforced = checked.policies.filter {
      $0.mode == .enforce && $0.level <= levels.enforceLevel
    }
    enforcedCount = enforced.count
    holding =
      enforced.filter(\.canHold).map(\.name)
      + (checked.message.malformed == .review ? ["message"] : [])
    redacting = Set(checked.policies.filter { $0.kind == .redact }.map(\.name))
    fieldNames = Set(checked.message.fields.flatMap(\.jsonPath))
    fieldPaths = Dictionary(
      checked.message.fields.map { ($0.path.joined(separator: "."), $0.jsonPath) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Whether nothing that these facts cover has changed.
  func isSame(as other: PolicyFacts) -> Bool {
    digest == other.digest && models.elementsEqual(other.models) { $0 == $1 }
  }

  // MARK: - Digests

  /// Independent of the folder's place and of the order in which files were named.
  private static func digest(of set: PolicySet, _ levels: CompileSettings) -> [UInt8] {
    var parts = set.source.files.map { part(Files.lastName(of: $0.name), $0.bytes) }
    parts += set.source.listFiles.map { part(Files.lastName(of: $0), contents($0)) }
    parts.sort { $0.lexicographicallyPrecedes($1) }
    var digest = RunningDigest()
    digest.update(Array("weir/set/v1 \(levels.enforceLevel) \(levels.observeLevel)\n".utf8))
    for part in parts { digest.update(part) }
    return digest.finish()
  }

  private static func part(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    sha256(Array(name.utf8)) + sha256(bytes)
  }

  private static func contents(_ path: String) -> [UInt8] {
    (try? Files.read(path, bytesMax: ProjectLimits.listBytesMax)) ?? []
  }

  private static func modelDigests(_ set: PolicySet) -> [(name: String, digest: String)] {
    set.checked.models.map { model in
      let path = set.source.path(of: model)
      let bytes = (try? Files.read(path, bytesMax: ProjectLimits.modelBytesMax)) ?? []
      return (model.name, hexText(sha256(bytes)))
    }
  }

  private static func digest(of policy: CheckedPolicy, in source: PolicySource) -> [UInt8] {
    let bytes = source.files[policy.span.file].bytes
    return sha256(bytes[policy.span.start..<policy.span.end])
  }
}

extension CheckedPolicy {
  /// Whether the policy can give `review`, its answer to failures included.
  fileprivate var canHold: Bool {
    if onError == .review { return true }
    switch body {
    case .validate(let rules): return rules.contains { $0.verdict == .review }
    case .redact: return false
    case .limit(let limit): return limit.verdict == .review
    case .anomaly(let anomaly): return anomaly.thresholds.contains { $0.verdict == .review }
    }
  }
}
