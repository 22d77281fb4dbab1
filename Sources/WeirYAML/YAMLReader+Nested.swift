/// Values that hold others. Each kind comes twice: required (absence is noted) and optional.
extension YAMLReader {
  /// A list of texts; items that are something else are noted and left out.
  public func stringList(_ key: String) -> [String]? {
    node(key).flatMap(scalars)?.map(\.text)
  }

  /// A list of texts, or nil where the key is absent.
  public func optionalStringList(_ key: String) -> [String]? {
    optionalScalarList(key)?.map(\.text)
  }

  /// A list of texts with their places, or nil where the key is absent.
  public func optionalScalarList(_ key: String) -> [YAMLScalar]? {
    optionalNode(key).flatMap(scalars)
  }

  /// The mapping under a key. `finish` of the outermost reader covers it.
  public func mapping(_ key: String) -> YAMLReader? { node(key).flatMap(reader) }
  /// The mapping under a key, or nil where it is absent.
  public func optionalMapping(_ key: String) -> YAMLReader? { optionalNode(key).flatMap(reader) }

  /// The mappings of a list, such as the cases of a suite.
  public func mappingList(_ key: String) -> [YAMLReader]? { node(key).flatMap(readers) }
  /// The mappings of a list, or nil where the key is absent.
  public func optionalMappingList(_ key: String) -> [YAMLReader]? {
    optionalNode(key).flatMap(readers)
  }

  /// The entries under a key whose keys are names that the author chose, in the order of the file.
  public func optionalEntries(_ key: String) -> [YAMLEntry]? {
    optionalMapping(key)?.allEntries()
  }

  /// Mappings under names that the author chose, in the order of the file.
  public func optionalNamedMappings(_ key: String) -> [(name: YAMLScalar, reader: YAMLReader)]? {
    guard let outer = optionalMapping(key) else { return nil }
    return outer.allEntries().compactMap { entry in
      outer.reader(entry.value).map { (entry.key, $0) }
    }
  }

  private func reader(_ node: YAMLNode) -> YAMLReader? {
    if case .mapping(let mapping) = node { return child(mapping) }
    expected("keys with values", found: node)
    return nil
  }

  private func readers(_ node: YAMLNode) -> [YAMLReader]? {
    items(node, of: "a list")?.compactMap(reader)
  }

  private func scalars(_ node: YAMLNode) -> [YAMLScalar]? {
    items(node, of: "a list of texts")?.compactMap(scalar)
  }

  private func items(_ node: YAMLNode, of expectation: String) -> [YAMLNode]? {
    if case .sequence(let sequence) = node { return sequence.items }
    expected(expectation, found: node)
    return nil
  }
}
