// swift-tools-version: 6.2
import PackageDescription

// Weir's modules once more, through links to their folders, compiled so that libFuzzer sees which
// branches an input takes and the address sanitizer sees every read beyond it. A package of its own,
// because those flags are unsafe in SwiftPM's sense and must not reach who uses Weir.
let watched: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"])]
// gold, the default, gives up on the sanitizers' sections.
let linked: [LinkerSetting] = [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]

func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: watched)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: ["FuzzDriver"] + dependencies, swiftSettings: watched,
    linkerSettings: linked)
}

let package = Package(
  name: "weir-fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")],
  targets: [
    .target(name: "CFuzzer"),
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CIntrinsics"),
    module("FuzzDriver", ["CFuzzer"]),
    module("WeirText", exclude: ["generate_tables.py"]),
    module(
      "WeirViews", ["WeirText", "CIntrinsics"],
      exclude: ["generate_tables.py", "generate_pairs.py"]),
    module("WeirJSON", ["WeirText"]),
    module(
      "WeirMatcher", ["CPCRE2", "CIntrinsics"], exclude: ["Literals/generate_tables.py"]),
    module("WeirSignals", ["CIntrinsics"]),
    module(
      "WeirCrypto",
      [
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]),
    module("WeirYAML", ["CYAML"]),
    module("WeirSyntax"),
    module("WeirChecker", ["WeirSyntax", "WeirMatcher", "WeirText", "WeirViews"]),
    module(
      "WeirEngine",
      ["WeirChecker", "WeirJSON", "WeirMatcher", "WeirSignals", "WeirText", "WeirViews"]),
    module("WeirProject", ["WeirEngine", "WeirCrypto", "WeirYAML"]),
    module("WeirFilter", ["WeirProject"]),
    // Without cryptography, so that it is built in a minute: `.ci/run` has it.
    program("fuzz", ["WeirEngine", "WeirViews", "WeirYAML"]),
    // The whole filter: `.ci/long` has it.
    program("fuzz-filter", ["WeirFilter"]),
  ]
)
