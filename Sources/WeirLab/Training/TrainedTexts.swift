import WeirChecker
import WeirProject
import WeirSignals

/// A linear model that was just trained, and what a person wants to know before it is used.
public struct TrainedTexts: Sendable {
  public let model: CheckedModel
  public let file: LinearModelFile
  private let texts: [[UInt8]]
  private let failedCount: Int
  private let members: LabelMembers
  private let isHeldOutBySource: Bool
  /// By text; the score is by a model that was trained without its source.
  private let rows: [(line: Int, isPositive: Bool, source: String, score: Double)]

  init(
    model: CheckedModel, trainer: LinearTrainer, training: LinearTraining, texts: [[UInt8]],
    lines: [Int], failedCount: Int, members: LabelMembers
  ) {
    self.model = model
    file = LinearModelFile(training, labels: trainer.labels, fingerprint: model.fingerprint)
    self.texts = texts
    self.failedCount = failedCount
    self.members = members
    isHeldOutBySource = training.isHeldOutBySource
    rows = training.heldOut.indices.map {
      (
        lines[$0], trainer.labels[$0], trainer.sourceNames[trainer.sources[$0]],
        training.heldOut[$0]
      )
    }
  }

  public var summary: String {
    let sources = Set(rows.map(\.source))
    var out = "model \(model.name): \(file.textCount) texts"
    if sources != [""] { out += " of \(sources.count) sources" }
    out += ", \(file.positiveCount) \(members.positive)"
    if failedCount > 0 { out += ", \(failedCount) left out because their text failed" }
    out += "\n" + thresholds
    if sources.count > 1 { out += bySource }
    return out + learned
  }

  /// A JSON object a line for each training line: its number, its label, and its score by a model
  /// that was trained without its source.
  public var heldOutScores: [UInt8] {
    var out: [UInt8] = []
    for row in rows {
      let label = JSONTree.quoted(row.isPositive ? members.positive : members.negative)
      out += "{\"line\":\(row.line),\"label\":\(label),\"score\":\(row.score)}\n".utf8
    }
    return out
  }

  // MARK: Thresholds

  private var thresholds: String {
    let how = isHeldOutBySource ? "whole sources" : "a part"
    var out = "  scored by models trained without \(how), a fifth at a time:\n"
    out += "    score above   \(members.positive) found   \(members.negative) flagged\n"
    let shares = [0.005, 0.01, 0.02].map { file.scores.threshold(share: $0) }
    for bound in ([0.5, 0.7, 0.9] + shares).sorted() {
      let found = share(above: bound) { $0 }
      let flagged = share(above: bound) { !$0 }
      out += "    " + padded(Self.three(bound), 14) + padded(found, members.positive.count + 9)
      out += flagged + "\n"
    }
    return out
  }

  private func share(above bound: Double, of isAsked: (Bool) -> Bool) -> String {
    let asked = rows.filter { isAsked($0.isPositive) }
    let above = asked.count { $0.score > bound }
    let permille = (1000 * Double(above) / Double(max(asked.count, 1))).rounded()
    return "\(permille / 10) %"
  }

  /// With three decimals, so that thresholds can be told apart.
  private static func three(_ score: Double) -> String {
    let thousandths = Int((score * 1000).rounded())
    let digits = "\(thousandths % 1000)"
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private var bySource: String {
    let bound = file.scores.threshold(share: 0.01)
    var out = "  by source, above \(Self.three(bound)):\n"
    let groups = Dictionary(grouping: rows, by: \.source)
    for source in groups.keys.sorted() {
      let rows = groups[source] ?? []
      let parts = [true, false].compactMap { label -> String? in
        let asked = rows.filter { $0.isPositive == label }
        guard !asked.isEmpty else { return nil }
        let above = asked.count { $0.score > bound }
        return "\(above) of \(asked.count) \(label ? members.positive : members.negative)"
      }
      out += "    " + padded(source.isEmpty ? "(none)" : source, 44) + parts.joined(separator: ", ")
      out += "\n"
    }
    return out
  }

  // MARK: Grams

  private var learned: String {
    let heaviest = file.scorer.heaviest(in: texts, count: 24)
    return "  speak for \(members.positive): \(list(heaviest.for))\n"
      + "  speak against: \(list(heaviest.against))\n"
  }

  private func list(_ grams: [(text: String, weight: Double)]) -> String {
    var named: Set<String> = []
    return grams.filter { named.insert($0.text).inserted }
      .map { "\(JSONTree.quoted($0.text)) \(DecisionText.rounded($0.weight))" }
      .joined(separator: ", ")
  }
}
