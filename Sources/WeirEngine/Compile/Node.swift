/// One step of a compiled expression.
///
/// A program's expressions are trees in one flat array, children before parents:
///
/// ```
///    place   operation          a    b    c
///      0     text field         5                field 5
///      1     scalar count       0                builtin over node 0
///      2     int constant       0                ints[0] = 8000
///      3     compare ints       1    2    <=
/// ```
///
/// Every node belongs to one representation (``Representation``), which the checker's types fix, so
/// evaluation needs no tags at run time: `Frame.bool(3)` reads `Frame.int(1)` and `Frame.int(2)`.
struct Node {
  var operation: Operation
  var a: Int32
  var b: Int32
  var c: Int32

  init(_ operation: Operation, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0) {
    self.operation = operation
    self.a = Int32(a)
    self.b = Int32(b)
    self.c = Int32(c)
  }
}

/// A place in `Program.nodes`.
typealias NodeID = Int

/// How a value is held while a message is judged.
enum Representation: String {
  case bool
  /// Ints, times and durations (microseconds).
  case int
  case float
  case text
  /// Addresses and networks.
  case network
  /// A value of the line as it stands there: `json`, lists and records.
  case raw
  /// `leaves(j)`: the strings and numbers inside a raw value.
  case leaves
}

enum Operation: UInt8 {
  // Any representation.
  case constant  // a: place in the pool of the representation
  case field  // a: field
  case letBinding  // a: let
  case coalesce  // a ?? b; c: 1 + the field without which a is absent, or 0
  case convert  // a: raw node, read as the node's representation; b: how (`Conversion`)
  case call  // a: place in `calls`; b, c: the first two arguments

  // bool
  case not, and, or
  case exists, isNull  // a: raw node
  case compareInts, compareFloats, compareIntFloat, compareTexts, compareBools, compareNetworks
  // a, b: nodes; c: `Comparison`
  case isMemberText, isMemberInt, isMemberFloat, isMemberNetwork  // a: node; b: place in the sets
  case isElement  // a: node; b: raw list node; c: `ElementTest`
  case containsField  // a: text node, which is the field c; b: place in site rows
  case search  // a: text node; b: text set; c: `TextSearch`
  case searchRaw  // the same in every string and number of a raw value
  case searchDynamic  // a: text node; b: text node; c: `TextSearch`
  case searchDynamicRaw
  case matchesField  // a: field; b: place in site rows
  case matchesText  // a: text node; b: place in pattern groups
  case matchesRaw  // a: raw node; b: place in pattern groups
  case any, all  // a: raw or leaves node; b: body; c: variable
  case anyLeaf, allLeaf

  // int and float
  case negate
  case arithmeticInts, arithmeticFloats  // a, b; c: `Arithmetic`
  case widen  // float of an int
  case divideInts  // float of two ints
  case window  // a: window
  case score  // a: model
  case listCount  // a: raw node

  // text
  case matchedText

  // raw
  case member  // a: raw node; b: text constant
  case element  // a: raw node; b: place
  case variable  // a: variable
}

/// How a raw value of the line is read as something else.
enum Conversion: Int {
  case bool, int, float, text, time, duration, ip, cidr, raw
}
