/// How a pattern is looked for, for people who wonder why a set is slow.
public struct SearchPlan: Hashable, Sendable {
  /// Whether the one scan of a text can tell that the pattern is not in it.
  public var isPrefiltered: Bool
  /// The plan in one phrase, such as "begins with one of 7 texts".
  public var phrase: String
}

extension PatternPlan {
  var searchPlan: SearchPlan {
    SearchPlan(isPrefiltered: !isEverywhere || presence != nil, phrase: phrase + presencePhrase)
  }

  private var phrase: String {
    switch starts {
    case .everywhere:
      presence == nil ? "searched everywhere: nothing in it must occur" : "searched everywhere"
    case .classes(let prefix):
      prefix.length == 1
        ? "begins with a character of a class"
        : "begins with \(prefix.length) characters of certain classes"
    case .longRuns(let run): "begins with \(run.least) or more characters of one class"
    case .textStart: "begins where the text does"
    case .literals(let choice):
      Self.place(of: choice) + " " + Self.count(choice)
        + (readsBack(from: choice) ? ", read back from there" : "")
    }
  }

  private static func place(of choice: LiteralChoice) -> String {
    if choice.isAfterRun { return "a run of one class before" }
    if choice.spread == nil { return "somewhere before" }
    return choice.placed.allSatisfy { $0.before == .nothing } ? "begins with" : "a little before"
  }

  private static func count(_ choice: LiteralChoice) -> String {
    guard choice.placed.count == 1, let only = choice.placed.first?.literal else {
      return "one of \(choice.placed.count) texts"
    }
    return "`\(String(decoding: only.bytes.map(\.value), as: UTF8.self))`"
  }

  private var presencePhrase: String {
    presence.map { ", in texts with \(Self.count($0))" } ?? ""
  }
}

extension PatternSet {
  /// How one pattern is looked for by ``scan(_:into:)``.
  public func searchPlan(of pattern: Int) -> SearchPlan { prefilter.plans[pattern].searchPlan }
}
