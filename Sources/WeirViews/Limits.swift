/// The bounds of this module; growth and time follow from them.
enum Limits {
  /// Bytes of a text that are read: offsets in maps are 32 bits wide.
  static let textBytesMax = Int(Int32.max) / 8
  /// Encodings inside one another that are opened: base64 of base64 of percent-encoding.
  static let decodingDepthMax = 3
  /// Characters that an encoded stretch has at least. Shorter ones are words and names by chance.
  static let encodedRunMin = 12
  /// Characters of a stretch of base64 without small letters.
  static let capitalRunMin = 16
  /// Numbers that a list of character codes has at least.
  static let codeListCountMin = 4
  /// Letters standing apart that are read as a word, with a usual separator and with any other.
  static let apartLettersMin = 4
  static let apartLettersRareMin = 6
  /// Neighbours and gaps that a chain of characters apart has where its words stand apart too.
  static let apartPairsMin = 5
  /// What neighbours weigh in a chain without gaps: letters and digits two, signs one.
  static let apartWeightMin = 8
  /// Bytes before a place that looks like letters apart at which their group is looked for.
  static let apartLookBack = 8
  /// Characters of the longest word in which digits are read as letters; keys and hashes are longer.
  static let leetWordMax = 24
  /// Clear words of a text behind which single digits are letters too.
  static let leetHeavyMin = 3
  /// Characters of the shortest account number: two letters, two digits, eleven of Norway.
  static let accountDigitsMin = 15
}
