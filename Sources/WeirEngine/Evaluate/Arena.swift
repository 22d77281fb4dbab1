/// Memory for texts that live as long as one message: decoded strings and texts made by builtins.
///
/// Blocks never move, so a text may be held by pointer until ``reset()``; they are kept for the next
/// message, so that steady traffic allocates nothing.
final class Arena {
  private var blocks: [UnsafeMutableBufferPointer<UInt8>] = []
  private var block = 0
  private var used = 0
  private static let blockBytes = 64 * 1024

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// Forgets every text; keeps the blocks, but those of an unusually large message.
  func reset() {
    block = 0
    used = 0
    while blocks.count > 8, let last = blocks.popLast() { last.deallocate() }
  }

  /// Room for `count` bytes, not initialised.
  func allocate(_ count: Int) -> UnsafeMutableBufferPointer<UInt8> {
    while block < blocks.count {
      if blocks[block].count - used >= count { return take(count) }
      block += 1
      used = 0
    }
    blocks.append(.allocate(capacity: max(count, Self.blockBytes)))
    return take(count)
  }

  private func take(_ count: Int) -> UnsafeMutableBufferPointer<UInt8> {
    let room = UnsafeMutableBufferPointer(rebasing: blocks[block][used..<used + count])
    used += count
    return room
  }
}
