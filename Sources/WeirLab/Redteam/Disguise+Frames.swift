import WeirSignals

/// Harmless text around an attack.
extension Disguise {
  static let frames: [Disguise] = [
    Disguise(
      "padded-before", "two thousand characters of harmless text before it",
      .frame { random in TextFrame(before: padding(&random) + " ") }),
    Disguise(
      "padded-after", "two thousand characters of harmless text after it",
      .frame { random in TextFrame(after: " " + padding(&random)) }),
    Disguise(
      "foreign-frame", "harmless sentences in another language around it",
      .frame { random in
        let (before, after) = pick(from: foreignSentences, &random)
        return TextFrame(before: before + " ", after: " " + after)
      }),
  ]

  /// Characters of harmless text.
  static let paddingLength = 2000

  private static func padding(_ random: inout RandomSource) -> String {
    var text = pick(from: smallTalk, &random)
    while text.count < paddingLength { text += " " + pick(from: smallTalk, &random) }
    return text
  }

  private static let smallTalk = [
    "The kitchen window looks out on a small orchard.",
    "We usually take the slow train along the river.",
    "Yesterday the baker had run out of rye bread.",
    "My neighbour grows tomatoes on her balcony.",
    "The museum opens at ten and closes at six.",
    "It rained all morning, so we stayed at home.",
    "There are three good cafés near the harbour.",
    "The children painted boats and lighthouses.",
    "He repaired the old clock in the hallway.",
    "A walk around the lake takes about an hour.",
  ]

  private static let foreignSentences = [
    ("Der Garten ist im Mai am schönsten.", "Danke für die Mühe!"),
    ("Le marché ouvre à huit heures.", "Merci et bonne journée !"),
    ("El tren llega a las nueve.", "¡Gracias por todo!"),
    ("Domani andiamo al mare.", "Grazie mille!"),
    ("O café da esquina é ótimo.", "Muito obrigado!"),
    ("Jutro idziemy do kina.", "Dziękuję bardzo!"),
    ("Завтра обещают хорошую погоду.", "Большое спасибо!"),
    ("Bugün hava çok güzel.", "Teşekkür ederim!"),
    ("الطقس جميل اليوم.", "شكرا جزيلا!"),
    ("आज मौसम अच्छा है।", "बहुत धन्यवाद!"),
    ("今天天气很好。", "非常感谢！"),
    ("今日はいい天気です。", "ありがとうございます！"),
    ("오늘은 날씨가 좋아요.", "정말 감사합니다!"),
  ]
}
