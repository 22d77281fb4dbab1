/// Fits weights by stochastic gradient descent on the logistic loss with an L2 penalty.
///
/// In each round every text is taken once, in an order drawn from the seed, and its reading with
/// the highest score is moved towards its label (the first rounds take the whole text): what the
/// scorer will look at is what it learns from. The step falls as 1/t (Bottou, "Large-scale machine
/// learning with stochastic gradient descent", 2010); the weights are the mean over the ends of the
/// later half of the rounds. Everything is plain additions, multiplications, divisions and square
/// roots in a fixed order, so the same texts give the same bytes on any machine.
struct GramDescent {
  static let rounds = 20
  static let wholeRounds = 2
  static let firstStep = 2.0
  /// The bias belongs to every text, so it moves slower than the rest.
  static let biasStep = 0.1

  /// Of the squares of all weights; more of it rests on what many texts share.
  let penalty: Double
  let rows: GramRows
  let labels: [Bool]
  /// By text.
  let weights: [Double]
  let factors: GramFactors

  /// The mean weights, by bucket, and the bias.
  struct Fit {
    var weights: [Double]
    var bias = 0.0
  }

  func fit(_ places: [Int], seed: UInt64) -> Fit {
    var order = places
    var random = RandomSource(seed: seed)
    var state = State(buckets: factors.values.count)
    var mean = Fit(weights: Array(repeating: 0, count: factors.values.count))
    for round in 0..<Self.rounds {
      shuffle(&order, &random)
      for place in order { step(place, readsWhole: round < Self.wholeRounds, &state) }
      if round >= Self.rounds / 2 { add(state, to: &mean) }
    }
    let share = 1 / Double(Self.rounds - Self.rounds / 2)
    return Fit(weights: mean.weights.map { $0 * share }, bias: mean.bias * share)
  }

  /// Weights are `scaled · scale`, so that the penalty is one multiplication a step.
  fileprivate struct State {
    var scaled: [Double]
    var scale = 1.0
    var bias = 0.0
    var steps = 0.0

    init(buckets: Int) { scaled = Array(repeating: 0, count: buckets) }
  }

  private func shuffle(_ order: inout [Int], _ random: inout RandomSource) {
    for place in stride(from: order.count - 1, to: 0, by: -1) {
      order.swapAt(place, Int(random.next(below: UInt64(place + 1))))
    }
  }

  private func step(_ place: Int, readsWhole: Bool, _ state: inout State) {
    let rate = Self.firstStep / (1 + Self.firstStep * penalty * state.steps)
    state.steps += 1
    let reading = readsWhole ? rows.chunks(of: place) : bestReading(of: place, state.scaled)
    let z = sum(over: reading, state.scaled) * state.scale + state.bias
    let error = (PortableMath.logistic(z) - (labels[place] ? 1 : 0)) * weights[place]
    state.scale *= 1 - rate * penalty
    let move = rate * error / state.scale
    let characters = rows.characters(in: reading)
    let words = rows.words(in: reading)
    let characterMove = move / LinearScorer.norm(characters.count)
    let wordMove = move / LinearScorer.norm(words.count)
    for gram in characters { state.move(Int(rows.characters[gram]), by: characterMove, factors) }
    for gram in words { state.move(Int(rows.words[gram]), by: wordMove, factors) }
    state.bias -= rate * error * Self.biasStep
    if state.scale < 1e-6 { state.settle() }
  }

  private func bestReading(of place: Int, _ scaled: [Double]) -> Range<Int> {
    var best = rows.chunks(of: place)
    var highest = -Double.infinity
    for window in rows.windows(of: place) {
      let value = sum(over: window, scaled)
      if value > highest { (best, highest) = (window, value) }
    }
    return best
  }

  private func sum(over chunks: Range<Int>, _ scaled: [Double]) -> Double {
    let characters = rows.characters(in: chunks)
    let words = rows.words(in: chunks)
    var characterSum = 0.0
    var wordSum = 0.0
    for gram in characters { characterSum += scaled[Int(rows.characters[gram])] }
    for gram in words { wordSum += scaled[Int(rows.words[gram])] }
    return characterSum / LinearScorer.norm(characters.count) + wordSum
      / LinearScorer.norm(words.count)
  }

  private func add(_ state: State, to mean: inout Fit) {
    for bucket in mean.weights.indices {
      mean.weights[bucket] += state.scaled[bucket] * state.scale
    }
    mean.bias += state.bias
  }
}

extension GramDescent.State {
  fileprivate mutating func move(_ bucket: Int, by amount: Double, _ factors: GramFactors) {
    scaled[bucket] -= amount * factors.values[bucket]
  }

  /// Before the scale is too small to divide by.
  fileprivate mutating func settle() {
    for bucket in scaled.indices { scaled[bucket] *= scale }
    scale = 1
  }
}
