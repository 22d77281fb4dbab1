import Foundation
import Synchronization
import WeirCrypto
import WeirProject

@testable import WeirFilter

/// A folder of a test's own, removed when the test ends.
final class Workplace {
  let folder: String

  init() {
    folder = FileManager.default.temporaryDirectory.path + "/weir-filter-" + UUID().uuidString
    try? FileManager.default.createDirectory(
      atPath: folder + "/policies", withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ name: String, _ text: String) { write(name, Array(text.utf8)) }

  func write(_ name: String, _ bytes: [UInt8]) {
    _ = FileManager.default.createFile(atPath: path(name), contents: Data(bytes))
  }

  func bytes(_ name: String) -> [UInt8] {
    [UInt8](FileManager.default.contents(atPath: path(name)) ?? Data())
  }

  func text(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }

  func lines(_ name: String) -> [String] {
    text(name).split(separator: "\n").map(String.init)
  }

  func objects(_ name: String) throws -> [[String: Any]] { try lines(name).map(object) }

  var load: FilterSession.Load {
    let folder = path("policies")
    return { () throws(PolicySetError) in
      try PolicySet(paths: [folder], keys: KeyStore(origins: [:]))
    }
  }
}

func object(_ line: String) throws -> [String: Any] {
  try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
}

/// Collects what a session says.
final class Notices: Sendable {
  private let collected = Mutex("")
  var text: String { collected.withLock { $0 } }
  func add(_ text: String) { collected.withLock { $0 += text } }
}

func testRing(_ name: String = "audit", fill: UInt8 = 7) throws -> KeyRing {
  try KeyRing(name: name, keys: [SecretKey(name: name, bytes: [UInt8](repeating: fill, count: 32))])
}

let newYear = Timestamp(seconds: 1_767_225_600)

/// What a finished session left.
struct Finished {
  var output: [UInt8]
  var report: FilterReport
  var said: String
  var text: String { String(decoding: output, as: UTF8.self) }
}

let mailPolicy = """
  message {
    id:   int
    user: string trusted
    text: string
    args: json?
  }
  pattern email = /[a-z]{1,30}@[a-z]{1,30}\\.org/
  redact mail { email -> mask }
  """

let allKinds =
  mailPolicy + """

    validate words {
      deny   if text contains "attack" "no attacks"
      review if text contains "maybe"  "somebody looks"
      flag   if text contains "odd"
    }
    limit per_user {
      by    user
      allow 3 per 1m
      else  deny "slow down"
    }
    """

func message(_ id: Int, _ text: String, user: String = "ana") -> String {
  "{\"id\":\(id),\"user\":\"\(user)\",\"text\":\"\(text)\"}"
}

extension FilterSettings {
  /// As all tests begin; `WEIR_THREADS=3` runs them with tiny batches on several threads.
  static func forTests(session: String) -> FilterSettings {
    var settings = FilterSettings()
    settings.session = session
    if let threads = ProcessInfo.processInfo.environment["WEIR_THREADS"].flatMap(Int.init) {
      settings.threads = threads
      settings.batchLines = 2
      settings.parallelBytes = 1
    }
    return settings
  }
}

/// Filters bytes from a file to a file.
func filter(
  _ place: Workplace, _ input: [UInt8], at time: Timestamp = newYear,
  control: Int32? = nil, _ configure: (inout FilterSettings) throws -> Void = { _ in }
) throws -> Finished {
  place.write("input", input)
  place.write("output", "")
  var settings = FilterSettings.forTests(session: "test")
  try configure(&settings)
  let source = open(place.path("input"), O_RDONLY)
  let target = open(place.path("output"), O_WRONLY | O_TRUNC)
  defer {
    close(source)
    close(target)
  }
  let notices = Notices()
  var session = try FilterSession.start(
    settings,
    FilterStreams(
      inputs: [.init(descriptor: source, name: "input")], output: target, control: control,
      say: notices.add), clock: { time }, load: place.load)
  let report = try session.run()
  return Finished(output: place.bytes("output"), report: report, said: notices.text)
}

func filter(
  _ place: Workplace, _ input: String, at time: Timestamp = newYear,
  _ configure: (inout FilterSettings) throws -> Void = { _ in }
) throws -> Finished {
  try filter(place, Array(input.utf8), at: time, configure)
}

/// A place with one policy file.
func workplace(_ policy: String) -> Workplace {
  let place = Workplace()
  place.write("policies/a.weir", policy)
  return place
}

/// A session on a thread of its own, talked to through pipes.
final class LiveSession {
  let notices = Notices()
  let input: FileHandle
  let output: FileHandle
  private let control: FileHandle
  private let done = DispatchSemaphore(value: 0)
  private let place: Workplace
  private let outcome = Outcome()

  private final class Outcome: Sendable {
    let value = Mutex<Result<FilterReport, FilterError>?>(nil)
  }

  init(_ place: Workplace, _ configure: (inout FilterSettings) throws -> Void = { _ in }) throws {
    self.place = place
    var settings = FilterSettings.forTests(session: "live")
    try configure(&settings)
    signal(SIGPIPE, SIG_IGN)
    let (source, target, commands) = (Pipe(), Pipe(), Pipe())
    input = source.fileHandleForWriting
    output = target.fileHandleForReading
    control = commands.fileHandleForWriting
    let streams = FilterStreams(
      inputs: [.init(descriptor: source.fileHandleForReading.fileDescriptor, name: "pipe")],
      output: target.fileHandleForWriting.fileDescriptor,
      control: commands.fileHandleForReading.fileDescriptor, say: notices.add)
    let ends = UnsafeTransfer([
      source.fileHandleForReading, target.fileHandleForWriting, commands.fileHandleForReading,
    ])
    let started = DispatchSemaphore(value: 0)
    let (outcome, done, load, ready) = (outcome, done, place.load, settings)
    Thread.detachNewThread {
      do throws(FilterError) {
        var session = try FilterSession.start(ready, streams, clock: { newYear }, load: load)
        started.signal()
        let report = try session.run()
        outcome.value.withLock { $0 = .success(report) }
      } catch {
        outcome.value.withLock { $0 = .failure(error) }
        started.signal()
      }
      for end in ends.value { try? end.close() }
      done.signal()
    }
    started.wait()
  }

  private struct UnsafeTransfer: @unchecked Sendable {
    let value: [FileHandle]
    init(_ value: [FileHandle]) { self.value = value }
  }

  func send(_ text: String) throws { try input.write(contentsOf: Data(text.utf8)) }

  func command(_ command: FilterSignal) throws {
    try control.write(contentsOf: Data([command.rawValue]))
  }

  /// The next line of output, with its line end.
  func receive() throws -> String {
    var line: [UInt8] = []
    while line.last != 0x0A, let byte = try output.read(upToCount: 1)?.first { line.append(byte) }
    return String(decoding: line, as: UTF8.self)
  }

  /// Waits until the session has said something.
  func hear(_ words: String) -> Bool {
    for _ in 0..<500 {
      if notices.text.contains(words) { return true }
      usleep(10_000)
    }
    return false
  }

  func finish(closingInput: Bool = true) throws -> FilterReport {
    if closingInput { try input.close() }
    done.wait()
    guard let result = outcome.value.withLock({ $0 }) else { throw POSIXError(.EIO) }
    return try result.get()
  }
}
