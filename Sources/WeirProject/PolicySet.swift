import WeirChecker
import WeirCrypto
@_exported import WeirEngine
@_exported import WeirSyntax

/// Why a policy set can't be used.
public enum PolicySetError: Error, Sendable, CustomStringConvertible {
  case file(FileError)
  /// The diagnostics, and the files that they point into.
  case diagnostics([Diagnostic], files: [SourceFile])
  case compile(CompileError)
  case model(ModelLoadError)
  case key(KeyLoadError)

  public var description: String {
    switch self {
    case .file(let error): error.description
    case .diagnostics(let diagnostics, let files):
      DiagnosticRenderer(files: files).human(diagnostics.filter { $0.code.severity == .error })
    case .compile(let error): "\(error)"
    case .model(let error): error.description
    case .key(let error): error.description
    }
  }
}

/// A policy set that is ready to judge: checked, compiled, with its models and keys.
///
/// ```swift
/// let set = try PolicySet(directory: "Policies/chatbot")
/// var guardian = Evaluator(set)
/// let decision = guardian.evaluate(line, at: .now)
/// ```
public struct PolicySet: Sendable {
  public let source: PolicySource
  public let checked: CheckedSet
  public let program: Program
  public let models: [ModelScorer]
  public let rings: [KeyRing]

  /// Parses, checks and compiles the `.weir` files of a folder, and loads what they name.
  ///
  /// What can be known before the first message stops here: errors in the policies, a missing list,
  /// model or key. Warnings are in `source.diagnostics`.
  public init(
    directory: String, packs: PackSearch = PackSearch(), keys: KeyStore = KeyStore(),
    settings: CompileSettings = CompileSettings()
  ) throws(PolicySetError) {
    try self.init(paths: [directory], packs: packs, keys: keys, settings: settings)
  }

  public init(
    paths: [String], packs: PackSearch = PackSearch(), keys: KeyStore = KeyStore(),
    settings: CompileSettings = CompileSettings()
  ) throws(PolicySetError) {
    let source: PolicySource
    do throws(FileError) {
      source = try PolicySource(paths: paths, packs: packs)
    } catch { throw .file(error) }
    try self.init(source, keys: keys, settings: settings)
  }

  public init(
    _ source: PolicySource, keys: KeyStore = KeyStore(),
    settings: CompileSettings = CompileSettings()
  ) throws(PolicySetError) {
    guard let checked = source.checked else {
      throw .diagnostics(source.diagnostics, files: source.files)
    }
    self.source = source
    self.checked = checked
    do throws(CompileError) {
      program = try compile(checked, settings: settings)
    } catch { throw .compile(error) }
    models = try Self.models(checked, source)
    rings = try Self.rings(checked, keys)
  }

  private static func models(
    _ checked: CheckedSet, _ source: PolicySource
  ) throws(PolicySetError) -> [ModelScorer] {
    var models: [ModelScorer] = []
    for model in checked.models {
      do throws(ModelLoadError) {
        models.append(try source.scorer(of: model))
      } catch { throw .model(error) }
    }
    return models
  }

  private static func rings(
    _ checked: CheckedSet, _ keys: KeyStore
  ) throws(PolicySetError) -> [KeyRing] {
    var rings: [KeyRing] = []
    for name in checked.keyNames {
      do throws(KeyLoadError) {
        rings.append(try keys.ring(name))
      } catch { throw .key(error) }
    }
    return rings
  }
}

extension Evaluator {
  /// An evaluator with empty state of its own.
  public init(_ set: PolicySet) {
    var random = SystemRandomNumberGenerator()
    self.init(
      set, state: EngineState(set.program, seed: (random.next(), random.next())))
  }

  /// An evaluator over state that may be shared with others or was restored.
  public init(_ set: PolicySet, state: EngineState) {
    self.init(
      set.program, state: state, models: set.models, concealer: RingConcealer(set.rings))
  }
}
