import WeirEngine
import WeirProject
import WeirSyntax

/// A run of lines that are judged together, on their way through the stages of judging.
///
///     survey → admit → assess → settle → conclude → done
///      any     order    any     order      any
///
/// `any`: while other batches are at any stage. `order`: after every batch before it. What is to be
/// written of the lines is collected here and written, in order, by the thread that reads.
final class Batch: @unchecked Sendable {
  // Invariant: belongs to one thread at a time; the queue says to which.

  enum Stage: Int, Comparable {
    case survey, admit, assess, settle, conclude, done

    /// Whether the lines of the batches before it must be through first.
    var isInOrder: Bool { self == .admit || self == .settle }

    static func < (one: Stage, other: Stage) -> Bool { one.rawValue < other.rawValue }
  }

  // What was read.
  private var chunk: Chunk?
  private var lines: [UnsafeBufferPointer<UInt8>] = []
  private var first = FirstLine()

  // What is decided.
  private var staged: [StagedLine] = []
  private var decisions: [Decision] = []

  /// What is to be written.
  var records = BatchRecords()

  // The queue's own notes.
  var stage = Stage.survey
  var isTaken = false

  /// What the lines of a batch have in common or count from.
  struct FirstLine {
    var number = 0
    /// The place of its record in the decision log.
    var record: Int64 = 0
    var arrival = Timestamp(microseconds: 0)
  }

  var count: Int { lines.count }
  /// Bytes of its lines.
  private(set) var bytes = 0

  // MARK: - Filling

  /// Begins anew with lines of a chunk, which stays in place as long as the batch refers to it.
  func begin(_ chunk: Chunk, _ first: FirstLine, needsSurvey: Bool) {
    self.chunk = chunk
    self.first = first
    stage = needsSurvey ? .survey : .assess
  }

  /// Takes complete lines out of a buffer, up to a number and to the bytes of a batch.
  func take(from buffer: inout LineBuffer, most: Int) {
    // Taken out and put back: each access to a variable of a class is checked for overlaps.
    var taken: [UnsafeBufferPointer<UInt8>] = []
    swap(&taken, &lines)
    var length = 0
    while taken.count < most, length < FilterLimits.batchBytes, let line = buffer.nextLine() {
      taken.append(line)
      length += line.count
    }
    bytes += length
    while staged.count < taken.count {
      staged.append(StagedLine())
      decisions.append(Decision())
    }
    swap(&taken, &lines)
  }

  func clear() {
    lines.removeAll(keepingCapacity: true)
    bytes = 0
    records.clear()
    chunk = nil
  }

  // MARK: - Stages

  /// Does what the stage asks for; ``step()`` says that it is done.
  func advance(_ worker: inout Judging) {
    switch stage {
    case .survey: survey(&worker.evaluator)
    case .admit: worker.evaluator.state.admit(&staged, count: lines.count)
    case .assess: assess(&worker.evaluator)
    case .settle: worker.evaluator.state.settle(&staged, count: lines.count)
    case .conclude: conclude(&worker, into: &records)
    case .done: break
    }
  }

  /// All stages in a row, where no other batch is on its way. What windows say is then known while a
  /// line is in hand, so that lines which need a survey are not read twice.
  func judge(_ worker: inout Judging, into records: inout BatchRecords) {
    if stage == .survey { return judgeEach(&worker, into: &records) }
    while stage < .conclude {
      advance(&worker)
      step()
    }
    conclude(&worker, into: &records)
  }

  private func judgeEach(_ worker: inout Judging, into records: inout BatchRecords) {
    decisions.withUnsafeMutableBufferPointer { decisions in
      for (place, line) in lines.enumerated() {
        worker.evaluator.judge(line, at: first.arrival, into: &decisions[place])
        take(place, line, &decisions[place], &worker, &records)
      }
    }
  }

  /// The stage is done; the next may begin.
  func step() { stage = Stage(rawValue: stage.rawValue + 1) ?? .done }

  private func survey(_ evaluator: inout Evaluator) {
    staged.withUnsafeMutableBufferPointer { staged in
      for (place, line) in lines.enumerated() {
        evaluator.survey(line, at: first.arrival, into: &staged[place])
      }
    }
  }

  private func assess(_ evaluator: inout Evaluator) {
    staged.withUnsafeMutableBufferPointer { staged in
      decisions.withUnsafeMutableBufferPointer { decisions in
        for (place, line) in lines.enumerated() {
          evaluator.assess(line, at: first.arrival, &staged[place], into: &decisions[place])
        }
      }
    }
  }

  private func conclude(_ worker: inout Judging, into records: inout BatchRecords) {
    staged.withUnsafeMutableBufferPointer { staged in
      decisions.withUnsafeMutableBufferPointer { decisions in
        for (place, line) in lines.enumerated() {
          conclude(place, line, &staged[place], &decisions[place], &worker, &records)
        }
      }
    }
  }

  /// `inout` where nothing changes, too: elements handed on otherwise would be copied.
  private func conclude(
    _ place: Int, _ line: UnsafeBufferPointer<UInt8>, _ staged: inout StagedLine,
    _ decision: inout Decision, _ worker: inout Judging, _ records: inout BatchRecords
  ) {
    worker.evaluator.conclude(staged, into: &decision)
    take(place, line, &decision, &worker, &records)
  }

  private func take(
    _ place: Int, _ line: UnsafeBufferPointer<UInt8>, _ decision: inout Decision,
    _ worker: inout Judging, _ records: inout BatchRecords
  ) {
    var judged = JudgedLine(
      number: first.number + place, received: line, arrival: first.arrival,
      record: first.record + Int64(place), length: line.count,
      outcome: JudgedLine.Outcome(decision.verdict))
    if let fault = decision.malformation {
      worker.faults.complete(&judged, fault, worker.recorder.writer)
    }
    worker.recorder.take(decision, &judged, &records)
  }
}
