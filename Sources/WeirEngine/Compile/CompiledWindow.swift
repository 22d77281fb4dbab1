import WeirChecker
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

/// An expression that is part of a key or a value to tell apart.
struct KeyPart: Sendable {
  var node: NodeID
  var representation: Representation
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
