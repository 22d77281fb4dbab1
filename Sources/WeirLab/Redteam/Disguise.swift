import WeirSignals
import WeirSyntax

/// A way to say the same thing so that a pattern may not see it.
public struct Disguise: Sendable {
  /// What a disguise changes.
  enum Kind: Sendable {
    /// The attack's own text; also half of a pair.
    case text(@Sendable (String, inout RandomSource) -> String)
    /// What stands before and after it; also the outer half of a pair.
    case frame(@Sendable (inout RandomSource) -> TextFrame)
    /// The spelling of the line around it.
    case line(LineTwist)
    /// Where its halves stand.
    case split(TextSplit)
  }

  /// In small letters and hyphens, as `--disguises` takes it.
  public let name: String
  public let sentence: String
  let kind: Kind

  init(_ name: String, _ sentence: String, _ kind: Kind) {
    self.name = name
    self.sentence = sentence
    self.kind = kind
  }

  /// All of them. Of a pair of texts the earlier one is put on first: letters are changed, then marked,
  /// then moved apart, then encoded.
  public static let all = letters + marks + spaces + encodings + frames + lines + splits

  /// A line for each: its name and what it does.
  public static var list: String {
    let width = all.map(\.name.count).max() ?? 0
    return all.map { disguise in
      let gap = String(repeating: " ", count: width - disguise.name.count + 2)
      return disguise.name + gap + disguise.sentence + "\n"
    }.joined()
  }

  /// - Throws: the first name that no disguise has.
  public static func named(_ names: [String]) throws(UnknownDisguise) -> [Disguise] {
    for name in names where !all.contains(where: { $0.name == name }) {
      throw UnknownDisguise(name: name)
    }
    return all.filter { names.contains($0.name) }
  }
}

/// A name that no disguise has.
public struct UnknownDisguise: Error, CustomStringConvertible {
  public var name: String

  public var description: String {
    let nearest = EditDistance.nearest(to: name, in: Disguise.all.map(\.name))
    let help = nearest.map { "did you mean `\($0)`?" } ?? "`weir redteam --list` names them all"
    return "no disguise is called `\(name)`; \(help)"
  }
}

/// Text around an attack.
struct TextFrame: Sendable, Equatable {
  var before = ""
  var after = ""
}

extension Disguise {
  /// A disguise that depends on nothing but the text.
  static func text(
    _ name: String, _ sentence: String, _ body: @escaping @Sendable (String) -> String
  ) -> Disguise {
    Disguise(name, sentence, .text { text, _ in body(text) })
  }

  /// A disguise that writes one scalar for another.
  static func scalars(
    _ name: String, _ sentence: String, _ body: @escaping @Sendable (Unicode.Scalar) -> UInt32
  ) -> Disguise {
    text(name, sentence) { text in
      var out = String.UnicodeScalarView()
      for scalar in text.unicodeScalars { out.append(Unicode.Scalar(body(scalar)) ?? scalar) }
      return String(out)
    }
  }
}
