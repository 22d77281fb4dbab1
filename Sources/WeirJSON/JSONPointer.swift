/// JSON Pointers (RFC 6901) to places of a line, made only when somebody is to be told.
public enum JSONPointer {
  /// The pointer of the innermost value that contains the byte at `offset`; a byte of a member's
  /// name or colon belongs to that member. The empty pointer is the whole line.
  ///
  /// Re-walks the line up to the offset, so what follows may be malformed. Linear in the offset.
  public static func to(offset: Int, in line: UnsafeBufferPointer<UInt8>) -> String {
    // Nothing is open yet; floods of empty lines ask for this.
    if offset <= 0 { return "" }
    var walk = PointerWalk(line: line, offset: offset)
    walk.run()
    return walk.pointer
  }

  /// The pointer of a value of the line.
  public static func to(_ value: JSONValue, in line: UnsafeBufferPointer<UInt8>) -> String {
    to(offset: value.start, in: line)
  }
}

/// Reads tokens up to the one that holds the offset, and keeps where it is.
private struct PointerWalk {
  private let line: UnsafeBufferPointer<UInt8>
  private let offset: Int
  private var levels: [Level] = []
  private var index = 0

  /// An array or object that is open.
  private struct Level {
    var isObject: Bool
    var place = 0
    var name = JSONValue.absent
    /// Whether we are in an element, or between a member's name and the end of its value.
    var isInside = false
  }

  init(line: UnsafeBufferPointer<UInt8>, offset: Int) {
    self.line = line
    self.offset = max(0, min(offset, line.count))
  }

  mutating func run() {
    while index < line.count {
      let byte = line[index]
      let isDone =
        switch byte {
        case 0x22: takeString()
        case 0x5B, 0x7B: takeOpening(isObject: byte == 0x7B)
        case 0x5D, 0x7D: takeClosing()
        case 0x2C: takeComma()
        case 0x20, 0x09, 0x0A, 0x0D, 0x3A: step()
        default: takeOther()
        }
      if isDone { return }
    }
  }

  private mutating func step() -> Bool {
    if index >= offset { return true }
    index &+= 1
    return false
  }

  private mutating func takeString() -> Bool {
    let (end, hasEscapes) = StringScan.skipValid(from: index, in: line)
    let isName = levels.last.map { $0.isObject && !$0.isInside } ?? false
    if isName {
      let name = JSONValue(kind: .string, start: index, end: end, hasEscapes: hasEscapes)
      change { $0.name = name }
    }
    return finish(end, isName: isName)
  }

  /// A number or literal, or bytes that are neither.
  private mutating func takeOther() -> Bool {
    var end = index &+ 1
    while end < line.count, !" \t\n\r,:[]{}\"".utf8.contains(line[end]) { end &+= 1 }
    let isMisplaced = levels.last.map { $0.isObject && !$0.isInside } ?? false
    if isMisplaced {
      index = end
      return end > offset
    }
    return finish(end, isName: false)
  }

  private mutating func finish(_ end: Int, isName: Bool) -> Bool {
    change { $0.isInside = true }
    if end > offset || end >= line.count { return true }
    index = end
    if !isName { change { $0.isInside = false } }
    return false
  }

  private mutating func takeOpening(isObject: Bool) -> Bool {
    change { level in level.isInside = level.isInside || !level.isObject }
    if step() { return true }
    levels.append(Level(isObject: isObject))
    return false
  }

  private mutating func takeClosing() -> Bool {
    if step() { return true }
    _ = levels.popLast()
    change { $0.isInside = false }
    return false
  }

  private mutating func takeComma() -> Bool {
    if step() { return true }
    change { $0.place &+= 1 }
    return false
  }

  private mutating func change(_ body: (inout Level) -> Void) {
    guard !levels.isEmpty else { return }
    body(&levels[levels.count &- 1])
  }

  var pointer: String {
    var text = ""
    for level in levels where level.isInside {
      text += "/"
      guard level.isObject else {
        text += String(level.place)
        continue
      }
      for scalar in level.name.string(in: line).unicodeScalars {
        switch scalar {
        case "~": text += "~0"
        case "/": text += "~1"
        default: text.unicodeScalars.append(scalar)
        }
      }
    }
    return text
  }
}
