import WeirChecker
import WeirSignals

extension Tracer {
  private static let gramsMax = 5
  private static let charactersMax = 24

  /// The grams that made a linear model's score; none where redaction hides something of the text.
  func grams(of model: ModelID, _ text: NodeID, _ frame: inout Frame) -> [TraceGram] {
    guard case .linear(let trained) = frame.models[model], !isHidden(text, &frame) else {
      return []
    }
    let found = frame.withReading(of: model) { text in
      trained.file.scorer.explain(text, count: Self.gramsMax).map { gram in
        TraceGram(text: Self.shown(text, gram.range), weight: gram.weight)
      }
    }
    guard case .value(let grams) = found else { return [] }
    return grams
  }

  /// A gram begins and ends with whole scalars.
  private static func shown(_ text: TextBytes, _ range: Range<Int>) -> String {
    let gram = String(decoding: text[range], as: UTF8.self)
    return gram.count > charactersMax ? gram.prefix(charactersMax - 1) + "…" : gram
  }
}
