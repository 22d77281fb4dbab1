import Foundation

@testable import WeirCrypto

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// A key whose bytes count up from `first`.
func sampleKey(_ first: UInt8 = 1, name: String = "vault") throws -> SecretKey {
  try SecretKey(name: name, bytes: (0..<32).map { first &+ $0 })
}

func sampleRing(_ firsts: UInt8...) throws -> KeyRing {
  try KeyRing(name: "vault", keys: firsts.map { try sampleKey($0) })
}

/// Numbers that look random and are the same each time (SplitMix64, Steele et al. 2014).
struct SampleNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Python with its `cryptography` package, which the cross-checks need.
enum Python {
  static let hasCryptography = (try? run("import cryptography")) != nil

  struct Failed: Error { let status: Int32 }

  /// What a script prints, given its arguments.
  static func run(_ script: String, _ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
  }
}
