import WeirChecker
import WeirMatcher
import WeirSyntax

/// Constants by representation.
struct ConstantPools: Sendable {
  var ints: [Int64] = []
  var floats: [Double] = []
  var networks: [IPNetwork] = []
  var texts: TextPool
  var textSets: [LiteralSet] = []
  /// The texts of each set, for `starts_with` and `ends_with`.
  var textSetMembers: [[Int]] = []
  var textMembership: [TextMembership] = []
  var intMembership: [Set<Int64>] = []
  var floatMembership: [Set<Double>] = []
  var networkMembership: [[IPNetwork]] = []
}
