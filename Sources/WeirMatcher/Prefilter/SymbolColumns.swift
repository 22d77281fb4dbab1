/// Symbols that no class and no word boundary tells apart, put together: the columns of a table.
///
///     symbols   0 1 … 9 │ a b … z │ @ │ …      classes [0-9] [a-z0-9] @
///     column    1 1 … 1 │ 0 0 … 0 │ 3 │ 2
///
/// What is frequent in texts comes first, see ``CacheLine``.
struct SymbolColumns {
  private var columnOf = [UInt8](repeating: 0, count: SymbolSet.end)
  /// One symbol of each column.
  private(set) var sample: [Int] = []

  init(_ classes: [SymbolSet]) {
    var names = (0..<SymbolSet.end).map { SymbolSet.side(of: $0).rawValue }
    for symbols in classes.unique { Self.divide(&names, by: symbols) }
    sort(names)
  }

  private mutating func sort(_ names: [Int]) {
    var shares = [Double](repeating: 0, count: SymbolSet.end)
    for symbol in SymbolSet.symbols {
      shares[names[symbol]] += Rarity.share(of: symbol)
      if names[symbol] == sample.count { sample.append(symbol) }
    }
    let order = sample.indices.sorted { (shares[$1], $0) < (shares[$0], $1) }
    sample = order.map { sample[$0] }
    var place = [UInt8](repeating: 0, count: order.count)
    for (column, name) in order.enumerated() { place[name] = UInt8(column) }
    for symbol in SymbolSet.symbols { columnOf[symbol] = place[names[symbol]] }
  }

  /// Gives new names, counted from 0, so that members and others share none.
  private static func divide(_ names: inout [Int], by symbols: SymbolSet) {
    var renamed = [Int](repeating: -1, count: 2 * SymbolSet.end)
    var count = 0
    for symbol in SymbolSet.symbols {
      let name = 2 * names[symbol] + (symbols.contains(symbol) ? 1 : 0)
      if renamed[name] < 0 {
        renamed[name] = count
        count += 1
      }
      names[symbol] = renamed[name]
    }
  }

  var count: Int { sample.count }

  /// The column of each byte; those that continue a character share one behind the last.
  var ofBytes: [UInt8] {
    (0..<256).map { byte in
      switch byte {
      case 0x80..<0xC0: UInt8(count)
      default: columnOf[byte]
      }
    }
  }
}
