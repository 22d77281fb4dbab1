@testable import WeirYAML

func document(_ text: String) throws(YAMLError) -> YAMLDocument {
  try YAMLDocument.parse(bytes: Array(text.utf8), file: "weir.yaml")
}

func reader(_ text: String) throws -> YAMLReader { YAMLReader(try document(text)) }

/// The error of a text as people see it, or nil when it reads well.
func complaint(_ text: String) -> String? { complaint(bytes: Array(text.utf8)) }

func complaint(bytes: [UInt8]) -> String? {
  do {
    _ = try YAMLDocument.parse(bytes: bytes, file: "f")
    return nil
  } catch {
    return "\(error)"
  }
}

/// What `finish` throws, a line for each error.
func complaints(_ reader: YAMLReader) -> [String] {
  do {
    try reader.finish()
    return []
  } catch {
    return error.errors.map { "\($0.line):\($0.column): \($0.message)" }
  }
}

/// A node without its places, as short text: `{a: [1, 'x']}`.
func shape(_ node: YAMLNode) -> String {
  switch node {
  case .scalar(let scalar): scalar.style == .quoted ? "'\(scalar.text)'" : scalar.text
  case .sequence(let sequence): "[\(sequence.items.map(shape).joined(separator: ", "))]"
  case .mapping(let mapping):
    "{\(mapping.entries.map { "\($0.key.text): \(shape($0.value))" }.joined(separator: ", "))}"
  }
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
