import WeirProject

/// Why filtering could not begin or go on, as one sentence.
public enum FilterError: Error, Sendable, CustomStringConvertible {
  case policies(PolicySetError)
  /// A set that can hold messages, and nobody said where held ones go.
  case heldNeedsPlace(policies: [String])
  case input(name: String, reason: String)
  case output(path: String, reason: String)
  case audit(path: String, reason: String)
  case state(path: String, reason: String)

  public var description: String {
    switch self {
    case .policies(let error): return error.description
    case .heldNeedsPlace(let policies):
      let names = policies.map { "`\($0)`" }.joined(separator: ", ")
      return "\(names) can hold messages for review: say where with `--held FILE`, "
        + "drop them with `--held discard`, or set `held` in weir.yaml"
    case .input(let name, let reason), .output(let name, let reason):
      return "\(name): \(reason)"
    case .audit(let path, let reason): return "audit \(path): \(reason)"
    case .state(let path, let reason): return "state \(path): \(reason)"
    }
  }
}
