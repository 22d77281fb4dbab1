import ArgumentParser
import WeirCrypto
import WeirLab
import WeirProject

/// `weir decrypt`: puts encrypted values back for someone who holds the key.
struct DecryptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decrypt", abstract: "Put values back that `encrypt with KEY` hid.",
    discussion: """
      Reads lines from stdin or FILE and writes them with every token that the key opens replaced by \
      its value. Tokens that it doesn't open stay and are counted; exit code 1 where there were any.
      """)

  @Option(help: ArgumentHelp("The key's name, as policies use it.", valueName: "name"))
  var key: String
  @Option(help: ArgumentHelp("The project file. Default: weir.yaml, if there.", valueName: "file"))
  var project: String?
  @Option(help: ArgumentHelp("Lines to read. Default: stdin.", valueName: "file"))
  var input: String?
  @Flag(help: "Print the encryption keys as Python's Fernet takes them, newest first, and stop.")
  var printKey = false

  func run() throws {
    let file = project
    let project = try orFail { () throws(ProjectError) in try Project.load(file) }
    let name = key
    let ring = try orFail { () throws(KeyLoadError) in try project.keys.ring(name) }
    if printKey {
      for key in ring.keys { Console.current.out(key.fernetKeyText() + "\n") }
      return
    }
    try decrypt(ring)
  }

  private func decrypt(_ ring: KeyRing) throws {
    var opener = TokenOpener(ring: ring)
    var source = try Console.current.lines(
      of: input, lineBytesMax: CryptoLimits.tokenCharactersMax)
    while let line = try orFail({ () throws(FileError) in try source.nextWithEnd() }) {
      Console.current.out(opener.open(line))
    }
    Console.current.error(opener.summary + "\n")
    if opener.unopenedCount > 0 { throw ExitCode.findings }
  }
}
