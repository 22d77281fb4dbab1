/// Asking for memory before it is needed, which changes nothing but the time that is taken.
///
/// A table of many keys lies outside the caches, and what a message costs is mostly waiting: for the
/// place of its key, then for the cells of that. So who knows what a message will ask says so first,
/// of all tables in turn, and the waiting for one is the waiting for all:
///
///     expect(key, value)   place of the key in `keys`, of a value counted once in `pairs`
///     expectCells(key)     the key's oldest and newest cell
///     feed, read
///
/// A sweep asks for all cells that it will look at, then looks.
///
/// Functions that ask are `mutating`, here as in the limits, though they change nothing: others would
/// be lent a copy of a table, which counts a reference.
extension WindowTable {
  /// Asks for where a key is, and where the value with which it will be fed.
  public mutating func expect(_ key: KeyHash, _ value: WindowValue?) {
    keys.expectSearch(key)
    if case .hash(let hash)? = value { pairs.expect(key.pairing(hash)) }
  }

  /// Asks for the cells that feeding and reading a key touch.
  public mutating func expectCells(_ key: KeyHash) {
    guard let index = keys.findAgain(key) else { return }
    cells.expect(keys[index].head)
    cells.expect(keys[index].tail)
  }

  func expectSweep(steps: Int) {
    for place in keys.cursor..<min(keys.cursor + steps, keys.capacity) {
      cells.expect(keys[place].head)
    }
  }
}
