import WeirProject

/// Reading for several threads: lines are cut into batches here, judged elsewhere, and written here
/// in their order. Whatever is rare (an overlong line, a reload, the end) waits until no batch is on
/// its way and then happens as with one thread.
extension FilterSession {
  /// Whether what was read is judged by the pool.
  var wantsBatches: Bool {
    guard settings.threads > 1 && overlong == nil else { return false }
    return isBusy || buffer.pendingCount >= settings.parallelBytes
  }

  /// Whether batches are on their way.
  var isBusy: Bool { pool.map { $0.queue.count > 0 } ?? false }

  /// Hands every complete line in the buffer to the pool; false where there is none to hand it to.
  mutating func submitLines() throws(FilterError) -> Bool {
    if pool == nil { pool = WorkerPool(judging.plan, threads: settings.threads) }
    guard let pool else { return false }
    while ending == nil {
      let batch = pool.batch()
      guard takeLines(into: batch, most: settings.batchLines) else {
        pool.recycle(batch)
        break
      }
      while pool.isFull && ending == nil { try writeOldest(waits: true) }
      pool.queue.submit(batch)
    }
    return true
  }

  /// Judges and records the next complete lines; false where there are none.
  mutating func judgeBatch() -> Bool {
    let most = min(FilterLimits.batchLinesAlone, settings.batchLines)
    guard takeLines(into: alone, most: most) else { return false }
    alone.judge(&judging, into: &records)
    // Long lines leave long buffers behind, which would stay for the rest of the run.
    if alone.bytes > FilterLimits.readBytes { alone = Batch() } else { alone.clear() }
    return true
  }

  /// Takes complete lines out of the buffer, up to a number and to the last one asked for.
  private mutating func takeLines(into batch: Batch, most: Int) -> Bool {
    let room = min(most, (settings.linesMax ?? .max) - linesTaken)
    if room <= 0 { ending = ending ?? .limit }
    guard room > 0 else { return false }
    batch.take(from: &buffer, most: room)
    if batch.count == 0 { return false }
    batch.begin(
      buffer.chunk,
      Batch.FirstLine(number: linesTaken + 1, record: nextRecord, arrival: arrival),
      needsSurvey: judging.plan.set.program.needsSurvey)
    linesTaken += batch.count
    return true
  }

  /// Writes the oldest batch if it is done, or once it is.
  @discardableResult
  mutating func writeOldest(waits: Bool) throws(FilterError) -> Bool {
    guard let pool, let batch = pool.queue.oldestDone(waits: waits) else { return false }
    defer { pool.recycle(batch) }
    try write(batch.records)
    return true
  }

  /// Waits until no batch is on its way, and writes them all.
  mutating func drain() throws(FilterError) {
    while try writeOldest(waits: true) {}
  }
}
