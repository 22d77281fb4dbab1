import WeirChecker
import WeirSignals
import WeirSyntax

final class CompiledWindow: Sendable {
  let name: String
  let function: WindowTree.Function
  let value: KeyPart?
  let isInteger: Bool
  let countsMalformed: Bool
  let keys: [KeyPart]
  let lengthMicroseconds: Int64
  let condition: NodeID?

  init(
    name: String, function: WindowTree.Function, value: KeyPart?, isInteger: Bool,
    countsMalformed: Bool, keys: [KeyPart], lengthMicroseconds: Int64, condition: NodeID?
  ) {
    self.name = name
    self.function = function
    self.value = value
    self.isInteger = isInteger
    self.countsMalformed = countsMalformed
    self.keys = keys
    self.lengthMicroseconds = lengthMicroseconds
    self.condition = condition
  }
}

/// What is asked of every message for one window, in plain numbers: reading it counts no references.
struct WindowPlan: Sendable {
  /// The place in `WindowKeys.keys`.
  let key: Int
  let kind: WindowKind
  let countsMalformed: Bool
  let condition: NodeID?
  let value: KeyPart?
  /// Whether it is read only where its condition holds; see `WindowGuards`.
  let isGuarded: Bool

  private init(_ window: CompiledWindow, key: Int, isGuarded: Bool) {
    self.key = key
    self.isGuarded = isGuarded
    kind = window.kind
    countsMalformed = window.countsMalformed
    condition = window.condition
    value = window.value
  }

  static func plans(
    _ windows: [CompiledWindow], _ keys: WindowKeys, _ guards: WindowGuards
  ) -> [WindowPlan] {
    windows.indices.map { place in
      let window = windows[place]
      let isGuarded =
        window.condition.map { guards.guardsAllReaders(of: place, where: $0) } ?? false
      return WindowPlan(window, key: keys.places[place], isGuarded: isGuarded)
    }
  }
}

/// An expression that is part of a key or a value to tell apart.
struct KeyPart: Sendable {
  var node: NodeID
  var representation: Representation
}

/// The keys of a program's windows, each once: most windows of a set count by the same user.
struct WindowKeys: Sendable {
  /// By window: the place of its key.
  private(set) var places: [Int] = []
  /// By key: its parts, a stretch of `parts`.
  private(set) var keys: [Range<Int>] = []
  private(set) var parts: [KeyPart] = []

  init(_ windows: [CompiledWindow], _ nodes: [Node]) {
    for window in windows {
      let known = keys.firstIndex { key in
        key.count == window.keys.count
          && zip(parts[key], window.keys).allSatisfy { $0.isSame(as: $1, nodes) }
      }
      if known == nil {
        keys.append(parts.count..<parts.count + window.keys.count)
        parts += window.keys
      }
      places.append(known ?? keys.count - 1)
    }
  }
}

extension KeyPart {
  /// Whether both read one field or `let`; other expressions count as different ones.
  fileprivate func isSame(as other: KeyPart, _ nodes: [Node]) -> Bool {
    let (mine, its) = (nodes[node], nodes[other.node])
    guard mine.operation == .field || mine.operation == .letBinding else { return false }
    return mine.operation == its.operation && mine.a == its.a
      && representation == other.representation
  }
}

final class CompiledModel: Sendable {
  let name: String
  /// What a linear model reads; nil for a forest.
  let text: NodeID?
  let features: [NodeID]
  let featureNames: [String]
  let domains: [ClosedRange<Double>?]

  init(
    name: String, text: NodeID?, features: [NodeID], featureNames: [String],
    domains: [ClosedRange<Double>?]
  ) {
    self.name = name
    self.text = text
    self.features = features
    self.featureNames = featureNames
    self.domains = domains
  }
}
