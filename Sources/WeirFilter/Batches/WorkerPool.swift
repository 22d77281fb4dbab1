/// The threads that judge batches. They begin with the first batch and end with the pool.
final class WorkerPool {
  let queue: BatchQueue
  private let threads: [WorkerThread]
  /// Batches that are on no way, for the next ones.
  private var spare: [Batch] = []

  /// Nil where the system gives no threads.
  init?(_ plan: JudgingPlan, threads count: Int) {
    let queue = BatchQueue(plan)
    self.queue = queue
    threads = (0..<count).compactMap { _ in WorkerThread { queue.work() } }
    if threads.isEmpty { return nil }
  }

  deinit {
    queue.close()
    for thread in threads { thread.join() }
  }

  /// More would only take memory: the workers have enough to do.
  var isFull: Bool {
    queue.count >= threads.count * FilterLimits.batchesPerThread
      || queue.bytes >= FilterLimits.bytesOnTheirWay
  }

  func batch() -> Batch { spare.popLast() ?? Batch() }

  func recycle(_ batch: Batch) {
    // Long lines leave long buffers behind, which would stay for the rest of the run.
    if batch.bytes > FilterLimits.readBytes { return }
    batch.clear()
    spare.append(batch)
  }
}
