/// Other letters that read like the plain ones.
extension Disguise {
  static let letters: [Disguise] = [
    text("mixed-case", "every second letter is a capital") { text in
      var isCapital = true
      return text.map { letter in
        isCapital.toggle()
        return isCapital ? letter.uppercased() : letter.lowercased()
      }.joined()
    },
    scalars("full-width", "the wide letters of East Asian text") { scalar in
      (0x21...0x7e).contains(scalar.value) ? scalar.value + 0xfee0 : scalar.value
    },
    alphabet("mathematical", "bold mathematical letters", 0x1d400, 0x1d41a, digits: 0x1d7ce),
    alphabet("monospace", "mathematical monospace letters", 0x1d670, 0x1d68a, digits: 0x1d7f6),
    alphabet("circled", "letters in circles", 0x24b6, 0x24d0, digits: nil),
    replacing(
      "cyrillic", "Cyrillic letters that look Latin", "aceopxyijsABCEHIKMOPTX",
      "асеорхуіјѕАВСЕНІКМОРТХ"),
    replacing(
      "greek", "Greek letters that look Latin", "aoivuknABEHIKMNOPTXYZ", "αοινυκηΑΒΕΗΙΚΜΝΟΡΤΧΥΖ"),
    replacing(
      "small-capitals", "phonetic small capitals", "abcdefghijklmnoprstuvwyz",
      "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ"),
    replacing(
      "accents", "letters with accents of their own", "aeiounycAEIOUNYC", "áéíóúñýçÁÉÍÓÚÑÝÇ"),
    replacing("leet", "digits for letters", "aeiostAEIOST", "431057431057"),
  ]

  /// Letters (and digits) moved to another alphabet of Unicode, by its first capital, small letter and
  /// digit.
  private static func alphabet(
    _ name: String, _ sentence: String, _ capital: UInt32, _ small: UInt32, digits: UInt32?
  ) -> Disguise {
    scalars(name, sentence) { scalar in
      switch scalar {
      case "A"..."Z": capital + scalar.value - 0x41
      case "a"..."z": small + scalar.value - 0x61
      case "0"..."9": digits.map { $0 + scalar.value - 0x30 } ?? scalar.value
      default: scalar.value
      }
    }
  }

  private static func replacing(
    _ name: String, _ sentence: String, _ from: String, _ to: String
  ) -> Disguise {
    precondition(
      from.unicodeScalars.count == to.unicodeScalars.count, "each letter has its counterpart")
    let table = Dictionary(
      uniqueKeysWithValues: zip(from.unicodeScalars, to.unicodeScalars.map(\.value)))
    return scalars(name, sentence) { table[$0] ?? $0.value }
  }
}
