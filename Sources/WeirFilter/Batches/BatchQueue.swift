/// The batches on their way, oldest first, and who may work on which.
///
/// A worker goes on with its batch, whose decisions are in its cache, while the next stage may be
/// done; else it takes the oldest batch of which that is so, whatever stage that is: nobody waits for
/// a turn while there is other work. The stages that change what lines share come in the order of the
/// input, so the outcome is the same for any number of workers.
final class BatchQueue: @unchecked Sendable {
  // Invariant: everything below is read and changed only inside the monitor.
  private let monitor = Monitor()
  private var batches: [Batch] = []
  private var plan: JudgingPlan
  private var isClosed = false

  init(_ plan: JudgingPlan) { self.plan = plan }

  // MARK: - For the thread that reads

  var count: Int { monitor.withLock { batches.count } }
  var bytes: Int { monitor.withLock { batches.reduce(0) { $0 + $1.bytes } } }

  func submit(_ batch: Batch) {
    monitor.withLock {
      batches.append(batch)
      monitor.announce()
    }
  }

  /// The oldest batch, once it is done; nil where it isn't and nobody wants to wait, and where there
  /// is none.
  func oldestDone(waits: Bool) -> Batch? {
    monitor.withLock {
      while let oldest = batches.first {
        if oldest.stage == .done && !oldest.isTaken { return batches.removeFirst() }
        if !waits { return nil }
        monitor.wait()
      }
      return nil
    }
  }

  /// Judges what is submitted from now on by another plan; no batch is on its way.
  func change(to plan: JudgingPlan) {
    monitor.withLock {
      precondition(batches.isEmpty, "a batch is judged by one plan")
      self.plan = plan
    }
  }

  /// Lets the workers end, each after the stage it is in.
  func close() {
    monitor.withLock {
      isClosed = true
      monitor.announce()
    }
  }

  // MARK: - For workers

  /// Works until the queue is closed.
  func work() {
    var judging = Judging(monitor.withLock { plan })
    var last: Batch?
    while let (batch, plan) = next(after: last) {
      if plan !== judging.plan { judging = Judging(plan) }
      batch.advance(&judging)
      last = batch
    }
  }

  /// Says that a stage of a batch is done, and takes what to do next.
  private func next(after last: Batch?) -> (Batch, JudgingPlan)? {
    monitor.withLock {
      if let last { finish(last) }
      while !isClosed {
        if let batch = workable(last) {
          batch.isTaken = true
          return (batch, plan)
        }
        monitor.wait()
      }
      return nil
    }
  }

  /// The oldest batch that can be worked on, or rather a given one.
  private func workable(_ wanted: Batch?) -> Batch? {
    var oldest: Batch?
    for (place, batch) in batches.enumerated() where !batch.isTaken && batch.stage != .done {
      let isFree = place == 0 || batches[place - 1].stage > batch.stage
      guard isFree || !batch.stage.isInOrder else { continue }
      if batch === wanted { return batch }
      oldest = oldest ?? batch
    }
    return oldest
  }

  private func finish(_ batch: Batch) {
    batch.isTaken = false
    batch.step()
    monitor.announce()
  }
}
