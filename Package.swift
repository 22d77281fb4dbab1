// swift-tools-version: 6.2
import PackageDescription

// Warnings are errors: what the compiler doubts, a reader doubts too.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A module of the project with the tests of its own.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [],
  tests testDependencies: [Target.Dependency] = []
) -> [Target] {
  [
    .target(
      name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict),
    .testTarget(
      name: name + "Tests", dependencies: [.init(stringLiteral: name)] + testDependencies,
      swiftSettings: strict),
  ]
}

let package = Package(
  name: "weir",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "weir", targets: ["weir"]),
    .library(name: "Weir", targets: ["WeirProject"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CIntrinsics"),
    .executableTarget(name: "weir", dependencies: ["WeirCommands"], swiftSettings: strict),
  ]
    + module("WeirText", exclude: ["generate_tables.py"])
    + module(
      "WeirViews", ["WeirText", "CIntrinsics"],
      exclude: ["generate_tables.py", "generate_pairs.py"])
    + module("WeirJSON", ["WeirText"])
    + module(
      "WeirMatcher", ["CPCRE2", "CIntrinsics"], exclude: ["Literals/generate_tables.py"])
    + module("WeirSignals", ["CIntrinsics"])
    + module(
      "WeirCrypto",
      [
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ])
    + module("WeirYAML", ["CYAML"])
    + module("WeirSyntax")
    + module("WeirChecker", ["WeirSyntax", "WeirMatcher", "WeirText", "WeirViews"])
    + module(
      "WeirEngine",
      ["WeirChecker", "WeirJSON", "WeirMatcher", "WeirSignals", "WeirText", "WeirViews"])
    + module("WeirProject", ["WeirEngine", "WeirCrypto", "WeirYAML"])
    + module("WeirFilter", ["WeirProject"])
    + module("WeirLab", ["WeirProject"])
    + module(
      "WeirCommands",
      [
        "WeirFilter", "WeirLab",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ])
)
