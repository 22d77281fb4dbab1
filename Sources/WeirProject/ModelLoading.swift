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
  public func trainedModel(_ model: CheckedModel) throws(ModelLoadError) -> TrainedModel {
    let path = path(of: model)
    func failure(_ reason: String) -> ModelLoadError {
      ModelLoadError(model: model.name, path: path, reason: reason)
    }
    guard Files.exists(path) else {
      throw failure("is not there yet; `weir train` makes it from messages")
    }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try Files.read(path, bytesMax: ProjectLimits.modelBytesMax)
    } catch { throw failure(error.reason) }
    let file: ModelFile
    do throws(ModelFileError) { file = try ModelFile(decoding: bytes) } catch {
      throw failure("is damaged: \(error); train it again")
    }
    do throws(TrainedModel.Mismatch) {
      return try TrainedModel(file, for: model)
    } catch {
      switch error {
      case .features(let declared, let trained):
        throw failure(
          "was trained on the features \(trained.joined(separator: ", ")), the policy declares "
            + "\(declared.joined(separator: ", ")); train it again")
      case .expressions:
        throw failure("was trained with other feature expressions; train it again")
      }
    }
  }
}
