import CIntrinsics

/// What the keys of a window table hold, as lists through one array: oldest slot first.
///
///     cell   32 bytes   content 16, slot 8, next 4, previous 4
///     count, sums       content.low is the slot's total; slots of a list rise strictly
///     distinct          content is the value's hash, slot its newest; slots never fall
///
/// Freed cells are reused first, so that a table in balance allocates nothing.
struct WindowCells: Sendable {
  struct Cell: Sendable {
    var content: KeyHash
    var slot: Int64
    var next: UInt32
    var previous: UInt32
  }

  static let none = UInt32.max
  private var cells: [Cell] = []
  private var free = none
  private(set) var count = 0
  let countMax: Int

  init(countMax: Int) {
    self.countMax = min(max(countMax, 0), Int(UInt32.max) - 2)
  }

  subscript(index: UInt32) -> Cell {
    get { cells[Int(index)] }
    set { cells[Int(index)] = newValue }
  }

  /// Asks for the memory of a cell.
  @inline(__always)
  func expect(_ index: UInt32) {
    guard index != Self.none else { return }
    cells.withUnsafeBufferPointer { cells in
      guard let base = cells.baseAddress else { return }
      weir_prefetch(base + Int(index))
    }
  }

  var isFull: Bool { count >= countMax }

  /// A new last cell of `key`, or nil at the bound.
  mutating func append(
    to key: inout WindowKey, content: KeyHash, slot: Int64
  ) -> UInt32? {
    guard !isFull else { return nil }
    let cell = Cell(content: content, slot: slot, next: Self.none, previous: key.tail)
    var index = free
    if index == Self.none {
      index = UInt32(cells.count)
      cells.append(cell)
    } else {
      free = cells[Int(index)].next
      cells[Int(index)] = cell
    }
    count += 1
    linkLast(index, of: &key)
    return index
  }

  mutating func removeFirst(of key: inout WindowKey) {
    let index = key.head
    unlink(index, of: &key)
    cells[Int(index)].next = free
    free = index
    count -= 1
  }

  /// Makes the cell the newest of its key.
  mutating func renew(_ index: UInt32, of key: inout WindowKey, slot: Int64) {
    cells[Int(index)].slot = slot
    guard key.tail != index else { return }
    unlink(index, of: &key)
    cells[Int(index)].previous = key.tail
    cells[Int(index)].next = Self.none
    linkLast(index, of: &key)
  }

  private mutating func linkLast(_ index: UInt32, of key: inout WindowKey) {
    if key.tail == Self.none {
      key.head = index
    } else {
      cells[Int(key.tail)].next = index
    }
    key.tail = index
  }

  private mutating func unlink(_ index: UInt32, of key: inout WindowKey) {
    let cell = cells[Int(index)]
    if cell.previous == Self.none {
      key.head = cell.next
    } else {
      cells[Int(cell.previous)].next = cell.next
    }
    if cell.next == Self.none {
      key.tail = cell.previous
    } else {
      cells[Int(cell.next)].previous = cell.previous
    }
  }
}

extension WindowCells.Cell {
  var total: Int64 { Int64(bitPattern: content.low) }
  var realTotal: Double { Double(bitPattern: content.low) }
}

extension KeyHash {
  init(total: Int64) { self.init(high: 0, low: UInt64(bitPattern: total)) }
  init(realTotal: Double) { self.init(high: 0, low: realTotal.bitPattern) }
}

/// A key of a window table in 48 bytes.
struct WindowKey: OpenTableEntry, Sendable {
  let hash: KeyHash
  /// The events in its cells (`count`), or the cells (`distinct`).
  var tally: Int64 = 0
  /// Reading fails while this slot is in the window, for `reason`.
  var failingThrough: Int64
  var head = WindowCells.none
  var tail = WindowCells.none
  var reason = WindowFailure.tableFull
  private(set) var isVacant = false

  init(hash: KeyHash, failingThrough: Int64) {
    self.hash = hash
    self.failingThrough = failingThrough
  }

  static var vacant: WindowKey {
    var key = WindowKey(hash: KeyHash(high: 0, low: 0), failingThrough: .min)
    key.isVacant = true
    return key
  }

  mutating func fail(through slot: Int64, _ newReason: WindowFailure) {
    guard slot >= failingThrough else { return }
    failingThrough = slot
    reason = newReason
  }
}

/// Where the cell of a key's value is (`distinct`).
struct WindowPair: OpenTableEntry, Sendable {
  let hash: KeyHash
  let cell: UInt32

  static var vacant: WindowPair {
    WindowPair(hash: KeyHash(high: 0, low: 0), cell: WindowCells.none)
  }
  var isVacant: Bool { cell == WindowCells.none }
}
