import Foundation

/// The public data beside the repository, `../shared`; tests that need it are skipped without it.
enum SharedData {
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/golden")

  static let forests = root.appending(path: "isolation-forest")
  static let datasets = root.appending(path: "anomaly-datasets")
  static let isPresent = FileManager.default.fileExists(atPath: forests.path)

  static func decode<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(contentsOf: forests.appending(path: name)))
  }
}

/// A number of the golden files: null is NaN, infinities are texts.
struct GoldenNumber: Decodable {
  let value: Double

  init(from decoder: Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      value = .nan
    } else if let number = try? container.decode(Double.self) {
      value = number
    } else {
      value = try container.decode(String.self) == "Infinity" ? .infinity : -.infinity
    }
  }
}

extension [[GoldenNumber]] {
  var values: [[Double]] { map { $0.map(\.value) } }
}
