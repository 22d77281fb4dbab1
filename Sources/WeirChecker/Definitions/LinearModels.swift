import WeirSyntax

/// The second kind of model: a text, and which grams of it are looked at.
extension Checker {
  /// False, and reported, where the clause belongs to the other kind of model.
  func fits(_ clause: ModelTree.Clause, isLinear: Bool) -> Bool {
    let (word, isOfLinear): (String, Bool)
    switch clause {
    case .file, .linear: return true
    case .feature: (word, isOfLinear) = ("feature", false)
    case .lengths(let name, _, _, _): (word, isOfLinear) = (name.text, true)
    case .number(let name, _):
      if name.text == "seed" { return true }
      (word, isOfLinear) = (name.text, name.text == "buckets")
    }
    if isOfLinear == isLinear { return true }
    report(
      CheckCodes.mixedModel,
      isLinear ? "a linear model has no `\(word)`" : "`\(word)` belongs to a linear model",
      clause.span, isLinear ? "this belongs to a forest" : "this model is a forest",
      help: isLinear ? "remove it" : "add `linear TEXT`, or remove it")
    return false
  }

  func checkText(
    _ expression: Expression, _ context: Context, _ what: String
  ) -> CheckedExpression {
    let value = checkPresent(expression, context)
    if value.type == .invalid || value.type.isText { return value }
    report(
      CheckCodes.wrongOperand, "\(what) is a text", value.span, "this is `\(value.type.text)`")
    return invalid(value.span)
  }

  func readLengths(
    _ word: Name, _ low: Expression, _ high: Expression, into model: inout CheckedModel
  ) {
    let isWords = word.text == "words"
    let bounds: ClosedRange<Int64> =
      0...(isWords ? LinearLimits.wordsMax : LinearLimits.charactersMax)
    let what = "the length of a gram"
    guard let shortest = constantInt(low, bounds, what),
      let longest = constantInt(high, bounds, what)
    else { return }
    guard shortest <= longest, (shortest == 0) == (longest == 0) else {
      return report(
        CheckCodes.outOfRange, "these are no lengths", high.span,
        "from \(shortest) to \(longest)",
        help: "write the shorter length first, or `0..0` for none")
    }
    let lengths = longest == 0 ? 0..<0 : Int(shortest)..<Int(longest) + 1
    if isWords { model.linear?.words = lengths } else { model.linear?.characters = lengths }
  }

  func readBuckets(_ value: Expression, into model: inout CheckedModel) {
    guard let number = constantInt(value, LinearLimits.buckets, "the number of buckets") else {
      return
    }
    guard number & (number - 1) == 0 else {
      return report(
        CheckCodes.outOfRange, "the number of buckets is no power of two", value.span, "\(number)",
        help: "write 65536, 131072 or 262144")
    }
    model.linear?.buckets = Int(number)
  }

  /// A model needs some grams.
  func checkLengths(_ linear: CheckedLinear, _ tree: ModelTree) {
    guard linear.characters.isEmpty && linear.words.isEmpty else { return }
    report(
      CheckCodes.outOfRange, "`\(tree.name.text)` looks at nothing", tree.name.span,
      "neither characters nor words", help: "leave one of the lengths out")
  }

  func canonical(_ linear: CheckedLinear, seed: UInt64) -> String {
    "linear \(canonical(linear.text)) characters \(linear.characters) words \(linear.words) "
      + "buckets \(linear.buckets) seed \(seed)"
  }
}

extension CheckedLinear {
  /// What a model has that says nothing else; the text is put in where its clause is read.
  public static let usual = CheckedLinear(
    text: CheckedExpression(.constant(.text("")), .string, SourceSpan(file: 0, start: 0, end: 0)),
    characters: 4..<6, words: 1..<3, buckets: 1 << 16)
}

/// What a linear model may ask for; `WeirSignals` holds to the same.
enum LinearLimits {
  /// Characters in one gram.
  static let charactersMax: Int64 = 5
  /// Words in one gram.
  static let wordsMax: Int64 = 3
  /// Each takes two bytes of memory and of the file.
  static let buckets: ClosedRange<Int64> = 1024...262_144
}
