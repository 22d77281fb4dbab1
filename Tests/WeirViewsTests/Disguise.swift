import Foundation
import Testing

/// One way to hide a sentence from a pattern.
struct Disguise: Sendable, CustomTestStringConvertible {
  var name: String
  /// Bytes of the disguise that stand outside what any letter of the sentence caused.
  var edge = 0
  var apply: @Sendable (String) -> String

  var testDescription: String { name }

  init(_ name: String, edge: Int = 0, _ apply: @escaping @Sendable (String) -> String) {
    self.name = name
    self.edge = edge
    self.apply = apply
  }

  static let folded: [Disguise] = [
    Disguise("zero-width spaces") { between($0, "\u{200B}") },
    Disguise("word joiners") { between($0, "\u{2060}\u{200D}") },
    Disguise("soft hyphens") { between($0, "\u{AD}") },
    Disguise("bidi overrides", edge: 6) { "\u{202E}" + between($0, "\u{202C}") },
    Disguise("tag characters") { shift($0, 0x20...0x7E, by: 0xE0000) },
    Disguise("full width") { shift($0, 0x21...0x7E, by: 0xFEE0) },
    Disguise("mathematical bold") { letters($0, 0x1D400, 0x1D41A) },
    Disguise("mathematical script") { letters($0, 0x1D4D0, 0x1D4EA) },
    Disguise("mathematical fraktur") { letters($0, 0x1D56C, 0x1D586) },
    Disguise("monospace") { letters($0, 0x1D670, 0x1D68A) },
    Disguise("circled") { letters($0, 0x24B6, 0x24D0) },
    Disguise("negative circled") { letters($0, 0x1F150, 0x1F150) },
    Disguise("squared") { letters($0, 0x1F130, 0x1F130) },
    Disguise("regional indicators") { letters($0, 0x1F1E6, 0x1F1E6) },
    Disguise("Cyrillic") { swap($0, "aceopxyisjhkmtACEOPTXMHBKI", "асеорхуіѕјһкмтАСЕОРТХМНВКІ") },
    Disguise("Greek") { swap($0, "aoevniptuxkAEZHIKMNOPTYXB", "αοενηιρτυχκΑΕΖΗΙΚΜΝΟΡΤΥΧΒ") },
    Disguise("small capitals") { swap($0, "abcdegijklmnoprtuvwyz", "ᴀʙᴄᴅᴇɢɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢ") },
    Disguise("superscripts") { swap($0, "abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ") },
    Disguise("heaps of marks", edge: 8) { between($0, "\u{301}\u{327}\u{489}\u{35F}") },
    Disguise("accents") { swap($0, "aeioucnAEIOUsyz", "áèîöüçñÀÉÎÖÜšýž") },
    Disguise("light leet") { swap($0, "aeio", "4310") },
    Disguise("letters spaced") { apart($0, " ") },
    Disguise("letters dotted") { apart($0, ".") },
    Disguise("letters dashed") { apart($0, "-") },
    Disguise("words dotted") {
      $0.split(separator: " ").map { apart(String($0), ".") }.joined(separator: " ")
    },
    Disguise("no-break spaces") { $0.replacing(" ", with: "\u{A0}") },
    Disguise("em spaces") { $0.replacing(" ", with: "\u{2003}") },
    Disguise("control characters") { between($0, "\u{1}") },
  ]

  static let decoded: [Disguise] = [
    Disguise("percent") { bytes($0) { "%" + hex($0) } },
    Disguise("percent, spaces alone") { $0.replacing(" ", with: "%20") },
    Disguise("percent, a form") {
      "%" + hex(UInt8($0.utf8.first ?? 0)) + $0.dropFirst().replacing(" ", with: "+")
    },
    Disguise("percent twice") { bytes($0) { "%25" + hex($0) } },
    Disguise("percent thrice") { bytes($0) { "%2525" + hex($0) } },
    Disguise("decimal references") { bytes($0) { "&#\($0);" } },
    Disguise("hexadecimal references") { bytes($0) { "&#x" + hex($0) + ";" } },
    Disguise("padded references") { bytes($0) { "&#x000" + hex($0) + ";" } },
    Disguise("unicode escapes") { bytes($0) { "\\u00" + hex($0) } },
    Disguise("braced escapes") { bytes($0) { "\\u{" + hex($0) + "}" } },
    Disguise("byte escapes") { bytes($0) { "\\x" + hex($0) } },
    Disguise("octal escapes") {
      bytes($0) { "\\" + String(1000 + Int(String($0, radix: 8))!).dropFirst() }
    },
    Disguise("hexadecimal") { bytes($0, hex) },
    Disguise("hexadecimal with a prefix", edge: 2) { "0x" + bytes($0, hex) },
    Disguise("hexadecimal bytes") { Array($0.utf8).map(hex).joined(separator: " ") },
    Disguise("decimal bytes") { Array($0.utf8).map { String($0) }.joined(separator: " ") },
    Disguise("binary bytes") { Array($0.utf8).map(binary).joined(separator: " ") },
    Disguise("binary digits") { bytes($0, binary) },
    Disguise("base64") { base64($0) },
    Disguise("base64 for addresses") {
      base64($0).replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    },
    Disguise("base64 twice") { base64(base64($0)) },
    Disguise("base64 thrice") { base64(base64(base64($0))) },
    Disguise("base64 of UTF-16") {
      Data($0.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }).base64EncodedString()
    },
    Disguise("base64 with zero-width spaces") { between(base64($0), "\u{200B}") },
    Disguise("base64 in full width") { shift(base64($0), 0x21...0x7E, by: 0xFEE0) },
    Disguise("percent of full width") {
      bytes(shift($0, 0x21...0x7E, by: 0xFEE0)) { "%" + hex($0) }
    },
    Disguise("ROT13") { rotated($0) },
  ]
}

private func between(_ text: String, _ part: String) -> String {
  text.map(String.init).joined(separator: part)
}

private func shift(_ text: String, _ range: ClosedRange<UInt32>, by distance: UInt32) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    let isShifted = range.contains(scalar.value) && !(scalar == " " && range.lowerBound > 0x20)
    result.unicodeScalars.append(isShifted ? Unicode.Scalar(scalar.value + distance)! : scalar)
  }
  return result
}

private func letters(_ text: String, _ upper: UInt32, _ lower: UInt32) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    let value =
      switch scalar {
      case "A"..."Z": upper + scalar.value - 0x41
      case "a"..."z": lower + scalar.value - 0x61
      default: scalar.value
      }
    result.unicodeScalars.append(Unicode.Scalar(value)!)
  }
  return result
}

private func swap(_ text: String, _ from: String, _ to: String) -> String {
  let table = Dictionary(uniqueKeysWithValues: zip(from.unicodeScalars, to.unicodeScalars))
  var result = ""
  for scalar in text.unicodeScalars { result.unicodeScalars.append(table[scalar] ?? scalar) }
  return result
}

private func apart(_ text: String, _ separator: String) -> String { between(text, separator) }

private func bytes(_ text: String, _ spelled: (UInt8) -> String) -> String {
  text.utf8.map(spelled).joined()
}

private func hex(_ byte: UInt8) -> String {
  String(Int(byte) + 0x100, radix: 16).suffix(2).lowercased()
}

private func binary(_ byte: UInt8) -> String {
  String(String(Int(byte) + 0x100, radix: 2).suffix(8))
}

private func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

private func rotated(_ text: String) -> String {
  let plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
  let turned = "nopqrstuvwxyzabcdefghijklmNOPQRSTUVWXYZABCDEFGHIJKLM"
  return swap(text, plain, turned)
}
