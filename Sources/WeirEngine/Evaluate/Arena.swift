/// Memory for texts that are made while a message is judged: decoded strings, answers of builtins.
///
/// Blocks never move, so a text may be held by pointer until it is released; they are kept for the
/// next message, so that steady traffic allocates nothing.
final class Arena {
  // In memory of its own, as each access to a variable of a class is checked for overlaps.
  private let state: UnsafeMutablePointer<State>

  private struct State {
    var blocks: [UnsafeMutableBufferPointer<UInt8>] = []
    var place = Mark(block: 0, used: 0)
  }
  private static let blockBytes = 64 * 1024
  private static let retainedBytes = 1024 * 1024

  /// How full an arena is.
  struct Mark {
    fileprivate var block: Int
    fileprivate var used: Int
  }

  init() {
    state = .allocate(capacity: 1)
    state.initialize(to: State())
  }

  deinit {
    for block in blocks { block.deallocate() }
    state.deinitialize(count: 1)
    state.deallocate()
  }

  private var blocks: [UnsafeMutableBufferPointer<UInt8>] {
    get { state.pointee.blocks }
    _modify { yield &state.pointee.blocks }
  }

  private var place: Mark {
    get { state.pointee.place }
    _modify { yield &state.pointee.place }
  }

  /// Forgets every text; gives the blocks of an unusually large message back.
  @inline(__always)
  func reset() {
    place = Mark(block: 0, used: 0)
    if !blocks.isEmpty { shrink() }
  }

  private func shrink() {
    guard capacity > Self.retainedBytes else { return }
    for block in blocks { block.deallocate() }
    blocks.removeAll(keepingCapacity: true)
  }

  /// Bytes of all blocks.
  var capacity: Int { blocks.reduce(0) { $0 + $1.count } }

  var mark: Mark { place }

  /// Forgets the texts made since the mark was taken.
  func release(to mark: Mark) { place = mark }

  func owns(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = text.baseAddress else { return false }
    return blocks.contains { block in
      guard let base = UnsafePointer(block.baseAddress) else { return false }
      return start >= base && start < base + block.count
    }
  }

  /// Room for `count` bytes, not initialised.
  func allocate(_ count: Int) -> UnsafeMutableBufferPointer<UInt8> {
    while place.block < blocks.count {
      if blocks[place.block].count - place.used >= count { return take(count) }
      place = Mark(block: place.block + 1, used: 0)
    }
    blocks.append(.allocate(capacity: max(count, Self.blockBytes)))
    return take(count)
  }

  func copy(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let room = allocate(text.count)
    _ = room.initialize(from: text)
    return UnsafeBufferPointer(room)
  }

  private func take(_ count: Int) -> UnsafeMutableBufferPointer<UInt8> {
    let start = place.used
    place.used += count
    return UnsafeMutableBufferPointer(rebasing: blocks[place.block][start..<start + count])
  }
}
