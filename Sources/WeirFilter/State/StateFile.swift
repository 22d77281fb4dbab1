import WeirCrypto
import WeirProject
import WeirSignals

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Saved state: two generations under one owner.
///
///     FILE        the newest        FILE.lock   held while a filter runs; not empty after a crash
///     FILE.1      the one before    FILE.new    being written
///
/// Invariant: once FILE was there, a whole generation is there at any moment: FILE.new is complete
/// and on disk before it takes FILE's name, in one step.
final class StateFile {
  let path: String
  private let lock: Int32
  /// What the last owner left in the lock file; empty where it ended in order.
  let leftBehind: String

  /// Becomes the owner.
  init(path: String) throws(FilterError) {
    self.path = path
    if Files.isDirectory(path) { throw .state(path: path, reason: "is a directory, not a file") }
    let name = path + ".lock"
    let descriptor = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .state(path: path, reason: "\(name): \(SystemError.last.reason)")
    }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK {
      close(descriptor)
      throw .state(path: path, reason: "in use by another process; give each filter its own")
    }
    lock = descriptor
    leftBehind = Self.contents(descriptor)
  }

  deinit { close(lock) }

  private static func contents(_ descriptor: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }

  /// Notes in the lock file that state is in memory, and how much of it a crash would lose.
  func markOpen(everyMicroseconds: Int64) {
    let text = Array(Wording.duration(everyMicroseconds).utf8)
    _ = ftruncate(lock, 0)
    _ = text.withUnsafeBytes { pwrite(lock, $0.baseAddress, $0.count, 0) }
  }

  func markClosed() { _ = ftruncate(lock, 0) }

  // MARK: - Loading

  enum Loaded {
    case nothing
    case state(EngineState, EngineState.RestoreReport, digest: String, notice: String?)
  }

  /// The newest generation that is whole.
  func load(for program: Program) throws(FilterError) -> Loaded {
    let older = path + ".1"
    if !Files.exists(path) && !Files.exists(older) { return .nothing }
    let newest = Self.read(path, program)
    if case .success(let found) = newest {
      return .state(found.state, found.report, digest: found.digest, notice: nil)
    }
    guard case .failure(let damage) = newest else { return .nothing }
    switch Self.read(older, program) {
    case .success(let found):
      return .state(
        found.state, found.report, digest: found.digest,
        notice: "state \(path): \(damage.reason); went on with the generation before it, \(older)")
    case .failure(let second):
      throw .state(
        path: path,
        reason: "\(damage.reason), and \(older): \(second.reason); "
          + "move both away to begin with empty limits and windows")
    }
  }

  private struct Damage: Error { var reason: String }

  private static func read(
    _ path: String, _ program: Program
  ) -> Result<(state: EngineState, report: EngineState.RestoreReport, digest: String), Damage> {
    do {
      let bytes = try Files.read(path, bytesMax: FilterLimits.stateBytesMax)
      let (state, report) = try EngineState.restore(bytes, for: program)
      return .success((state, report, hexText(sha256(bytes))))
    } catch let error as FileError {
      return .failure(Damage(reason: error.reason))
    } catch SnapshotError.unsupportedVersion(let version) {
      return .failure(
        Damage(reason: "has format \(version), which another version of weir wrote"))
    } catch {
      return .failure(Damage(reason: "is damaged (\(error))"))
    }
  }

  // MARK: - Saving

  /// Makes `bytes` the newest generation; returns once they are on disk.
  func save(_ bytes: [UInt8]) throws(FilterError) {
    let new = path + ".new"
    do throws(SystemError) { try AtomicFile.prepare(bytes, at: new) } catch {
      throw .state(path: new, reason: error.reason)
    }
    keepOlder()
    do throws(SystemError) { try AtomicFile.move(new, to: path) } catch {
      throw .state(path: path, reason: error.reason)
    }
  }

  /// FILE also becomes FILE.1; it keeps its own name until the new one takes it.
  private func keepOlder() {
    let step = path + ".old"
    unlink(step)
    if link(path, step) == 0 {
      rename(step, path + ".1")
    } else if errno != ENOENT {
      // No hard links here: for a moment only FILE.1 is there, which loading knows.
      rename(path, path + ".1")
    }
  }
}
