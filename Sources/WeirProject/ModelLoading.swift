import WeirChecker
import WeirEngine
import WeirSignals
import WeirSyntax

/// A model that a set declares can't be used, and the way out.
public struct ModelLoadError: Error, Sendable, CustomStringConvertible {
  public var model: String
  public var path: String
  public var reason: String

  public var description: String { "model `\(model)`: \(path): \(reason)" }
}

extension PolicySource {
  /// Where a model's file is: relative to the policy file that declares it.
  public func path(of model: CheckedModel) -> String {
    Files.path(model.file, besideFile: files[model.span.file].name)
  }

  /// Reads and checks the file of one model.
  public func scorer(of model: CheckedModel) throws(ModelLoadError) -> ModelScorer {
    let path = path(of: model)
    func failure(_ reason: String) -> ModelLoadError {
      ModelLoadError(model: model.name, path: path, reason: reason)
    }
    guard Files.exists(path) else {
      let texts = model.linear == nil ? "messages" : "labelled messages"
      throw failure("is not there yet; `weir train` makes it from \(texts)")
    }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try Files.read(path, bytesMax: ProjectLimits.modelBytesMax)
    } catch { throw failure(error.reason) }
    do throws(ModelProblem) { return try Self.scorer(bytes, model) } catch {
      throw failure(error.words)
    }
  }

  private static func scorer(
    _ bytes: [UInt8], _ model: CheckedModel
  ) throws(ModelProblem) -> ModelScorer {
    if model.linear != nil {
      let file: LinearModelFile
      do throws(ModelFileError) { file = try LinearModelFile(decoding: bytes) } catch {
        throw .file(error)
      }
      do throws(ModelMismatch) { return .linear(try TrainedLinear(file, for: model)) } catch {
        throw .mismatch(error)
      }
    }
    let file: ModelFile
    do throws(ModelFileError) { file = try ModelFile(decoding: bytes) } catch {
      throw .file(error)
    }
    do throws(ModelMismatch) { return .forest(try TrainedForest(file, for: model)) } catch {
      throw .mismatch(error)
    }
  }
}

/// What is wrong with a model's bytes.
private enum ModelProblem: Error {
  case file(ModelFileError)
  case mismatch(ModelMismatch)

  var words: String {
    switch self {
    case .file(let error): "is damaged: \(error); train it again"
    case .mismatch(.features(let declared, let trained)):
      "was trained on the features \(trained.joined(separator: ", ")), the policy declares "
        + "\(declared.joined(separator: ", ")); train it again"
    case .mismatch(.expressions): "was trained with other expressions; train it again"
    }
  }
}
