import Foundation

/// Writes a policy to a file of its own.
func temporaryFile(_ text: String) throws -> String {
  let path = NSTemporaryDirectory() + "weir-\(UUID().uuidString).weir"
  try text.write(toFile: path, atomically: true, encoding: .utf8)
  return path
}

func removeFile(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
