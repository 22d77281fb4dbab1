import CFuzzer

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Takes one input, and traps where something promised does not hold.
public typealias FuzzBody = @Sendable (UnsafeBufferPointer<UInt8>) -> Void

/// Runs the target that the first argument names; the others are libFuzzer's.
public enum Driver {
  /// libFuzzer calls a C function, which can't carry the target along.
  nonisolated(unsafe) private static var body: FuzzBody = { _ in }

  public static func run(_ targets: [String: FuzzBody]) -> Never {
    guard CommandLine.argc > 1, let target = targets[CommandLine.arguments[1]] else {
      let names = targets.keys.sorted().joined(separator: ", ")
      print("usage: \(CommandLine.arguments[0]) TARGET [libFuzzer's arguments]; targets: \(names)")
      exit(2)
    }
    body = target
    var count = CommandLine.argc - 1
    let arguments = CommandLine.unsafeArgv
    arguments[1] = arguments[0]
    var rest: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = arguments + 1
    let code = LLVMFuzzerRunDriver(&count, &rest) { data, size in
      Driver.body(UnsafeBufferPointer(start: data, count: size))
      return 0
    }
    exit(code)
  }
}

/// Stops the run and keeps the input where a claim does not hold.
public func claim(_ holds: Bool, _ what: @autoclosure () -> String) {
  if holds { return }
  print("DOES NOT HOLD: \(what())")
  fflush(nil)
  abort()
}
