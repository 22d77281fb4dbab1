/// Sets of scalars by general category, from the standard library's Unicode data.
enum UnicodeCategories {
  typealias Category = Unicode.GeneralCategory

  /// Letters, numbers and the underscore, as PCRE2's `\w` under UCP.
  static let word = set(isWord).union(ScalarSet(0x5F))
  static let digit = set { $0 == .decimalNumber }
  /// Separators and the control characters that are white space, as `\s` under UCP.
  static let space = set { isSeparator($0) }.union(ScalarSet([9...13, 0x85...0x85]))

  static let notWord = word.inverted
  static let notDigit = digit.inverted
  static let notSpace = space.inverted

  static func isWord(_ category: Category) -> Bool { isLetter(category) || isNumber(category) }

  /// The set of a property such as `L`, `Lu`, `Nd`; `nil` for scripts and other names.
  static func named(_ name: String) -> ScalarSet? {
    switch name {
    case "Any": .all
    case "L&": set { letterCode($0) == "Lu" || letterCode($0) == "Ll" || letterCode($0) == "Lt" }
    case "Xan": set(isWord)
    case "Xwd": word
    case "Xsp", "Xps": space
    default: ofCode(name)
    }
  }

  private static func ofCode(_ name: String) -> ScalarSet? {
    guard name.count <= 2, runs.contains(where: { letterCode($0.1).hasPrefix(name) }) else {
      return nil
    }
    return set { letterCode($0).hasPrefix(name) }
  }

  private static func set(_ holds: (Category) -> Bool) -> ScalarSet {
    ScalarSet(runs.filter { holds($0.1) }.map(\.0))
  }

  /// Runs of scalars of one category. The large uniform blocks are named rather than walked;
  /// beyond U+3347F nothing is assigned but tags, selectors and private use.
  private static let runs: [(ClosedRange<UInt32>, Category)] = {
    var runs: [(ClosedRange<UInt32>, Category)] = []
    var next: UInt32 = 0
    for (block, category) in uniform {
      while next < block.lowerBound {
        let start = next
        let category = Self.category(next)
        repeat { next += 1 } while next < block.lowerBound && Self.category(next) == category
        runs.append((start...(next - 1), category))
      }
      runs.append((block, category))
      next = block.upperBound + 1
    }
    return runs
  }()

  private static let uniform: [(ClosedRange<UInt32>, Category)] = [
    (0x3400...0x4DBF, .otherLetter), (0x4E00...0x9FFF, .otherLetter),
    (0xA016...0xA48C, .otherLetter), (0xAC00...0xD7A3, .otherLetter), (0xD800...0xDFFF, .surrogate),
    (0xE000...0xF8FF, .privateUse), (0x12000...0x12399, .otherLetter),
    (0x13000...0x1342E, .otherLetter), (0x17000...0x187F7, .otherLetter),
    (0x18800...0x18CD5, .otherLetter), (0x20000...0x2A6DF, .otherLetter),
    (0x2A700...0x2B738, .otherLetter), (0x2B820...0x2CEA1, .otherLetter),
    (0x2CEB0...0x2EBE0, .otherLetter), (0x30000...0x3134A, .otherLetter),
    (0x33480...0xDFFFF, .unassigned),
    (0xE0200...0xEFFFF, .unassigned), (0xF0000...0x10FFFF, .privateUse),
  ]

  private static func category(_ value: UInt32) -> Category {
    Unicode.Scalar(value)?.properties.generalCategory ?? .surrogate
  }

  private static func isLetter(_ category: Category) -> Bool {
    letterCode(category).hasPrefix("L")
  }

  private static func isNumber(_ category: Category) -> Bool {
    letterCode(category).hasPrefix("N")
  }

  private static func isSeparator(_ category: Category) -> Bool {
    letterCode(category).hasPrefix("Z")
  }

  /// The two letters that the Unicode Character Database gives a category.
  private static func letterCode(_ category: Category) -> String {
    switch category {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    case .unassigned: "Cn"
    @unknown default: "Cn"
    }
  }
}
