import WeirChecker
import WeirMatcher
import WeirSyntax

/// Constants by representation.
struct ConstantPools: Sendable {
  var ints: [Int64] = []
  var floats: [Double] = []
  var networks: [IPNetwork] = []
  var texts: TextPool
  var textSets: [TextSet] = []
  var literals: [LiteralSet] = []
  var textMembership: [TextMembership] = []
  var intMembership: [Set<Int64>] = []
  var floatMembership: [Set<Double>] = []
  var networkMembership: [[IPNetwork]] = []
}
