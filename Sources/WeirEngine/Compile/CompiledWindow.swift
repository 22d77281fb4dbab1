import WeirChecker
import WeirSyntax

struct CompiledWindow: Sendable {
  var name: String
  var function: WindowTree.Function
  var value: KeyPart?
  var isInteger: Bool
  var countsMalformed: Bool
  var keys: [KeyPart]
  var lengthMicroseconds: Int64
  var condition: NodeID?
}

/// An expression that is part of a key or a value to tell apart.
struct KeyPart: Sendable {
  var node: NodeID
  var representation: Representation
}

struct CompiledModel: Sendable {
  var name: String
  var features: [NodeID]
  var featureNames: [String]
  var domains: [ClosedRange<Double>?]
}
