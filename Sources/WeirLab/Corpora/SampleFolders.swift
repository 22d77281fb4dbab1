import WeirProject

/// The files of samples that lie beside policies, as packs have them: `samples/denied.jsonl`.
public enum SampleFolders {
  /// All but those of messages that may pass, for the folders of a set's own files and of its packs.
  public static func files(of source: PolicySource) -> [String] {
    var folders: [String] = []
    for file in source.files {
      let folder = Files.joined(Files.directory(of: file.name), "samples")
      if !folders.contains(folder), Files.isDirectory(folder) { folders.append(folder) }
    }
    return folders.flatMap { folder in
      ((try? Files.names(in: folder)) ?? [])
        .filter { $0.hasSuffix(".jsonl") && $0 != "allowed.jsonl" }
        .map { Files.joined(folder, $0) }
    }
  }
}
