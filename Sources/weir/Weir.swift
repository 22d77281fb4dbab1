import WeirCommands

/// The program: hands its arguments over.
@main
struct Weir {
  static func main() { WeirMain.run() }
}
