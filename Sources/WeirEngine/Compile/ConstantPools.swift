import WeirChecker
import WeirMatcher
import WeirSyntax

/// Constants by representation. A class, so that asking it something copies nothing.
final class ConstantPools: Sendable {
  let ints: [Int64]
  let floats: [Double]
  let networks: [IPNetwork]
  let texts: TextPool
  let textSets: [TextSet]
  let literals: [LiteralSet]
  let textMembership: [TextMembership]
  let intMembership: [Set<Int64>]
  let floatMembership: [Set<Double>]
  let networkMembership: [[IPNetwork]]

  init(_ compiler: Compiler) {
    ints = compiler.ints
    floats = compiler.floats
    networks = compiler.networks
    texts = TextPool(compiler.texts)
    textSets = compiler.textSets
    literals = compiler.literals
    textMembership = compiler.textMembership
    intMembership = compiler.intMembership
    floatMembership = compiler.floatMembership
    networkMembership = compiler.networkMembership
  }
}
