/// A member of an object; the name is a string value of the line.
@frozen
public struct Member: Equatable, Sendable {
  public var name: JSONValue
  public var value: JSONValue
}

/// The elements of an array in order; of any other value, none. Allocates nothing.
///
/// The line must be the one that was read, whole; other bytes give meaningless values, no trap.
public struct ElementCursor: IteratorProtocol, Sequence {
  private var walk: ContainerWalk

  init(_ array: JSONValue, in line: UnsafeBufferPointer<UInt8>) {
    walk = ContainerWalk(array, .array, in: line)
  }

  public mutating func next() -> JSONValue? {
    guard walk.advance() else { return nil }
    return walk.takeValue()
  }
}

/// The members of an object in order; of any other value, none. Allocates nothing.
public struct MemberCursor: IteratorProtocol, Sequence {
  private var walk: ContainerWalk

  init(_ object: JSONValue, in line: UnsafeBufferPointer<UInt8>) {
    walk = ContainerWalk(object, .object, in: line)
  }

  public mutating func next() -> Member? {
    guard walk.advance(), let name = walk.takeValue(), name.kind == .string, walk.advance() else {
      return nil
    }
    return walk.takeValue().map { Member(name: name, value: $0) }
  }
}

extension JSONValue {
  /// The elements of an array; of any other value, none.
  public func elements(in line: UnsafeBufferPointer<UInt8>) -> ElementCursor {
    ElementCursor(self, in: line)
  }

  /// The members of an object; of any other value, none.
  public func members(in line: UnsafeBufferPointer<UInt8>) -> MemberCursor {
    MemberCursor(self, in: line)
  }

  /// The element at a place from 0; `absent` where there is none. Linear in what precedes it.
  public func element(_ place: Int, in line: UnsafeBufferPointer<UInt8>) -> JSONValue {
    var left = place
    for element in elements(in: line) {
      if left == 0 { return element }
      left &-= 1
    }
    return .absent
  }

  /// The value of the member whose unescaped name is `name`; `absent` where there is none.
  public func member(
    named name: UnsafeBufferPointer<UInt8>, in line: UnsafeBufferPointer<UInt8>
  ) -> JSONValue {
    for member in members(in: line) where member.name.decodedEquals(name, in: line) {
      return member.value
    }
    return .absent
  }

  /// The value of the member whose unescaped name is `name`; `absent` where there is none.
  public func member(named name: String, in line: UnsafeBufferPointer<UInt8>) -> JSONValue {
    var name = name
    return name.withUTF8 { member(named: $0, in: line) }
  }

  /// Appends every string and number in the value, itself included, and every member name, in the
  /// order of the line.
  public func collectLeaves(in line: UnsafeBufferPointer<UInt8>, into leaves: inout [Leaf]) {
    guard kind != .absent else { return }
    var index = start
    let end = min(end, line.count)
    while index < end {
      guard let value = ContainerWalk.scalar(at: index, in: line) else {
        index &+= 1
        continue
      }
      index = max(value.end, index &+ 1)
      guard value.kind == .string || value.kind == .number else { continue }
      let next = ContainerWalk.spaceEnd(from: index, in: line)
      let isName = value.kind == .string && next < end && line[next] == 0x3A
      leaves.append(Leaf(value: value, isName: isName))
    }
  }
}
