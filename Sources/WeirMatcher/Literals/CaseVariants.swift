/// The spellings of one scalar that differ only in Unicode simple case.
///
/// Two scalars belong together when lower(upper(x)) is the same single scalar
/// (Unicode Character Database, simple mappings): so `k`, `K` and U+212A KELVIN SIGN do.
enum CaseVariants {
  static func of(_ scalar: UInt32) -> [UInt32] {
    if scalar < 0x80 { return ascii(scalar) }
    return spellings[scalar] ?? [scalar]
  }

  private static func ascii(_ scalar: UInt32) -> [UInt32] {
    switch scalar {
    case 0x4B, 0x6B: [0x6B, 0x4B, 0x212A]
    case 0x53, 0x73: [0x73, 0x53, 0x17F]
    case 0x41...0x5A: [scalar + 0x20, scalar]
    case 0x61...0x7A: [scalar, scalar - 0x20]
    default: [scalar]
    }
  }

  private static func key(_ scalar: UInt32) -> UInt32 {
    guard let scalar = Unicode.Scalar(scalar) else { return scalar }
    let upper = single(scalar.properties.uppercaseMapping) ?? scalar
    return (single(upper.properties.lowercaseMapping) ?? upper).value
  }

  private static func single(_ text: String) -> Unicode.Scalar? {
    let scalars = text.unicodeScalars
    return scalars.count == 1 ? scalars.first : nil
  }

  /// Scalars that are alike but for case, two or more at a time. Built on first need.
  static let groups: [[UInt32]] = {
    var groups: [UInt32: [UInt32]] = [:]
    for block in casedBlocks {
      for value in block where Unicode.Scalar(value)?.properties.isCased == true {
        groups[key(value), default: []].append(value)
      }
    }
    return groups.values.filter { $0.count > 1 }
  }()

  private static let spellings: [UInt32: [UInt32]] = {
    var spellings: [UInt32: [UInt32]] = [:]
    for group in groups { for scalar in group { spellings[scalar] = group } }
    return spellings
  }()

  /// Where scripts with case live, so that the table needs no walk over all of Unicode.
  static let casedBlocks: [ClosedRange<UInt32>] = [
    0x41...0x58F, 0x10A0...0x10FF, 0x13A0...0x13FF, 0x1C80...0x1CBF, 0x1D00...0x1FFF,
    0x2100...0x218F, 0x24B0...0x24EF, 0x2C00...0x2DFF, 0xA640...0xA7FF, 0xAB30...0xABBF,
    0xFF20...0xFF5F, 0x10400...0x105FF, 0x10C80...0x10DFF, 0x118A0...0x118DF, 0x16E40...0x16EDF,
    0x1E900...0x1E95F,
  ]
}
