import WeirCrypto
import WeirProject

/// What `weir filter` is asked to do, apart from the policies.
public struct FilterSettings: Sendable {
  public enum Output: Sendable, Equatable {
    /// Messages that may pass, redacted.
    case messages
    /// One decision for each input line.
    case decisions
    /// Every line as it came in; what enforcement would have done is only logged.
    case shadow
  }

  public struct Audit: Sendable {
    public var file: String
    /// The newest key writes; the others verify what older sessions wrote.
    public var ring: KeyRing
    /// Fields of the message that records hold, as redacted: `user`, `tool.name`.
    public var fields: [String]

    public init(file: String, ring: KeyRing, fields: [String] = []) {
      self.file = file
      self.ring = ring
      self.fields = fields
    }
  }

  public struct State: Sendable {
    public var file: String
    /// Microseconds between two saves.
    public var everyMicroseconds: Int64

    public init(file: String, everyMicroseconds: Int64 = 30_000_000) {
      self.file = file
      self.everyMicroseconds = everyMicroseconds
    }
  }

  public enum Progress: Sendable, Equatable {
    case off
    /// A line of its own about once a second.
    case lines
    /// One line that is overwritten; only for terminals, after a while.
    case terminal
  }

  public var output = Output.messages
  public var held: Project.Held?
  public var rejected: String?
  /// Encrypts the received line into held and rejected records.
  public var originals: KeyRing?
  public var audit: Audit?
  public var state: State?
  /// Lines judged at most.
  public var linesMax: Int?
  public var progress = Progress.off
  public var isQuiet = false
  /// Whether records reach the disk, not only the system, before a message is released.
  public var syncs = false
  /// The project's switch, as the policies were compiled with it.
  public var levels = CompileSettings()
  /// Threads that judge; with one, the thread that reads does it all.
  public var threads = 1
  /// Lines judged and written together at most, and bytes of a read from which several threads judge
  /// it; smaller ones make the same output in smaller steps.
  var batchLines = FilterLimits.batchLines
  var parallelBytes = FilterLimits.parallelBytes
  /// Bytes of one line.
  public var lineBytes = 8 << 20
  public var depth = 64
  /// Names this run in the audit log; unique to it.
  public var session = ""

  public init() {}

  /// What `threads` may be.
  public static let threadsBound = 1...FilterLimits.threadsMax

  /// One: a guard beside a bot leaves the other cores to the bot, and costs least CPU this way.
  public static let threadsDefault = 1
}

/// Where messages come from and go to.
public struct FilterStreams: Sendable {
  public struct Input: Sendable {
    public var descriptor: Int32
    public var name: String

    public init(descriptor: Int32, name: String) {
      self.descriptor = descriptor
      self.name = name
    }
  }

  /// Read one after the other.
  public var inputs: [Input]
  public var output: Int32
  /// The reading end of a pipe with one byte for each `FilterSignal`.
  public var control: Int32?
  /// Takes what is for people: notices, progress, the summary.
  public var say: @Sendable (String) -> Void

  public init(
    inputs: [Input], output: Int32, control: Int32? = nil,
    say: @escaping @Sendable (String) -> Void
  ) {
    self.inputs = inputs
    self.output = output
    self.control = control
    self.say = say
  }
}

/// What a running filter can be told, one byte each.
public enum FilterSignal: UInt8, Sendable {
  /// Load the policies again and open the output files again.
  case reload = 0x72
  /// Judge the complete lines already read, and end.
  case stop = 0x73
}
