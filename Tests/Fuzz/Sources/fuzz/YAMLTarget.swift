import FuzzDriver
import WeirYAML

/// Any bytes as a project file: a document, or errors with their places.
enum YAMLTarget {
  @Sendable static func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    do throws(YAMLError) {
      let document = try YAMLDocument.parse(bytes: Array(bytes), file: "weir.yaml")
      claim(document.root.range.start <= document.root.range.end, "a range runs forwards")
    } catch {
      claim(error.line >= 1 && error.column >= 1, "an error has a place: \(error)")
      _ = error.description
    }
  }
}
