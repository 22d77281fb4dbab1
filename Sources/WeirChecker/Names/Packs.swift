import WeirSyntax

extension Checker {
  /// Follows `use` and `apply`, and those of the packs found there.
  func loadPacks(of scope: Scope, path: [String]) {
    for declaration in scope.declarations {
      switch declaration {
      case .use(let list): for name in list.names { load(name, into: scope, path, applies: false) }
      case .apply(let list): for name in list.names { load(name, into: scope, path, applies: true) }
      case .message, .list, .pattern, .letBinding, .policy, .model, .test: break
      }
    }
  }

  private func load(_ name: Name, into scope: Scope, _ path: [String], applies: Bool) {
    guard !path.contains(name.text) && scope.packName != name.text else {
      return reportPackCycle(name, path + [scope.name])
    }
    guard let pack = pack(name, path + (scope.packName.map { [$0] } ?? [])) else { return }
    if !scope.used.contains(where: { $0 === pack }) {
      scope.used.append(pack)
      declare(Definition(pack.name, .pack(pack), name.span, in: scope), in: scope)
    }
    if applies && !scope.applied.contains(where: { $0 === pack }) { scope.applied.append(pack) }
  }

  private func pack(_ name: Name, _ path: [String]) -> Scope? {
    if let known = packs[name.text] { return known }
    guard let found = input.packs.first(where: { $0.name == name.text }) else {
      reportUnknownPack(name)
      return nil
    }
    let pack = Scope(packName: found.name, trees: found.trees)
    packs[found.name] = pack
    loadPacks(of: pack, path: path)
    return pack
  }

  /// Packs whose policies run: those the set applies, and those that these apply in turn.
  func appliedPacks() -> [Scope] {
    var found: [Scope] = []
    var waiting = root.applied
    while let pack = waiting.popLast() {
      guard !found.contains(where: { $0 === pack }) else { continue }
      found.append(pack)
      waiting += pack.applied
    }
    return found.sorted { $0.name < $1.name }
  }

  private func reportUnknownPack(_ name: Name) {
    let known = input.packs.map(\.name).sorted()
    // Its names are used further on, under the name that was meant.
    unknownNames.formUnion([name.text, nearest(name.text, known) ?? name.text])
    let list = known.isEmpty ? "no packs are known" : "known packs: \(quotedList(known))"
    report(
      CheckCodes.unknownPack, "unknown pack `\(name.text)`", name.span, list,
      help: didYouMean(name.text, known))
  }

  private func reportPackCycle(_ name: Name, _ path: [String]) {
    let route = (path.filter { !$0.isEmpty } + [name.text]).joined(separator: "` → `")
    report(
      CheckCodes.packCycle, "packs use each other in a circle", name.span, "`\(route)`",
      help: "move what both need into a third pack")
  }
}
