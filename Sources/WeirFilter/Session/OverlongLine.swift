import WeirCrypto
import WeirEngine

/// A line that is longer than the bound, while its end has not come.
struct OverlongLine {
  /// Judged as soon as the bound was passed.
  var decision: Decision
  /// Its beginning stays unwritten until the record of the decision is.
  var passesOn: Bool
  private(set) var length = 0
  private var running = RunningDigest()

  init(_ decision: Decision, passesOn: Bool) {
    self.decision = decision
    self.passesOn = passesOn
  }

  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    length += bytes.count
    running.update(bytes)
  }

  var digest: [UInt8] { running.finish() }
}
