/// A YAML file read whole: one document of plain data.
public struct YAMLDocument: Equatable, Sendable {
  /// The name of the file, as errors say it.
  public let file: String
  /// The value of the document; an empty file is an empty mapping.
  public let root: YAMLNode

  /// Reads a file's bytes. Refused, with a place: what is not YAML or not UTF-8, aliases, anchors,
  /// tags, more than one document, repeated keys, and all that passes `YAMLLimits`.
  public static func parse(bytes: [UInt8], file: String) throws(YAMLError) -> YAMLDocument {
    let text = try SourceText(bytes: bytes, file: file)
    return YAMLDocument(file: file, root: try Composer(source: text).document())
  }
}
