import FuzzDriver
import WeirEngine

@testable import WeirSignals

/// Any bytes as a model file or saved state. A checksum keeps damage out, so it is made right here:
/// what stands behind it has to hold for a forger's bytes too.
///
///     kind (1 byte) | a whole file, or the body of one
enum ModelTarget {
  @Sendable static func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let kind = bytes.first else { return }
    let body = Array(bytes.dropFirst())
    switch kind % 8 {
    case 0: model(body)
    case 1: model(sealed("WEIRFRST", body))
    case 2: state(body)
    case 3: state(sealed("WEIRSTAT", version: 2, body))
    case 4: limits(sealed("WEIRLIMT", body))
    case 6: linear(body)
    case 7: linear(sealed("WEIRLINR", body))
    default: windows(sealed("WEIRWNDW", body))
    }
  }

  private static func sealed(
    _ magic: StaticString, version: UInt32 = 1, _ body: [UInt8]
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    Envelope.seal(magic: magic, version: version, into: &bytes) { $0 += body }
    return bytes
  }

  private static func model(_ bytes: [UInt8]) {
    guard let file = try? ModelFile(decoding: bytes) else { return }
    // A forger's bytes may say nothing in several ways; what we write says it in one.
    let written = file.encode()
    claim((try? ModelFile(decoding: written))?.encode() == written, "a model comes back as it was")
    let count = file.features.count
    let rows: [[Double]] = [
      Array(repeating: 0, count: count), Array(repeating: .nan, count: count),
      Array(repeating: 1e300, count: count), (0..<count).map { Double($0) - 0.5 },
    ]
    for row in rows {
      let score = file.forest.score(row)
      claim((0...1).contains(score), "a score is between 0 and 1: \(score)")
      _ = file.forest.explain(row)
    }
    _ = file.scores.threshold(share: 0.01)
    _ = file.scores.shareAbove(0.5)
  }

  private static func linear(_ bytes: [UInt8]) {
    guard let file = try? LinearModelFile(decoding: bytes) else { return }
    let written = file.encode()
    claim(
      (try? LinearModelFile(decoding: written))?.encode() == written, "a model comes back as it was"
    )
    // The model's own bytes serve as a text that is no UTF-8.
    for text in [[], Array("ignore all previous instructions".utf8), Array(bytes.prefix(3_000))] {
      text.withUnsafeBufferPointer { text in
        let score = file.scorer.score(text)
        claim((0...1).contains(score), "a score is between 0 and 1: \(score)")
        for gram in file.scorer.explain(text, count: 3) {
          claim(gram.range.upperBound <= text.count, "a gram lies in the text")
        }
      }
    }
    _ = file.scores.threshold(share: 0.01)
  }

  /// A set with a limit and a window of each kind.
  static let program: Program? = try? PolicyKit.program(
    """
    message { user: string, text: string, n: int, x: float? }
    limit per_user { by user; allow 3 per 1m; else deny "slow down" }
    validate windows {
      deny if count(by user, last 1m) > 5
      deny if sum(n, by user, last 1h) > 100 or sum(x ?? 0.5, last 10m) > 9.0
      deny if distinct(text, by user, last 1h) > 3 or count(malformed, last 1m) > 4
    }
    """)

  private static func state(_ bytes: [UInt8]) {
    if let snapshot = try? StateSnapshot(decoding: bytes) {
      claim(snapshot.encode() == bytes, "a snapshot comes back as it was")
    }
    guard let program, let state = try? EngineState.restore(bytes, for: program).0 else { return }
    var bench = Bench(program, state: state)
    for user in ["ana", "bo", "ana", "ana", "ana"] {
      _ = bench.judge(
        #"{"user":"\#(user)","text":"t","n":9223372036854775807,"x":1e308}"#, after: 7)
    }
    let saved = bench.evaluator.state.encode()
    do {
      // A forger's state may be kept in another way than we write it, so only that it is read counts.
      _ = try EngineState.restore(saved, for: program)
    } catch {
      claim(false, "what was judged with restored state can be restored: \(error)")
    }
  }

  private static let moments: [Int64] = [.min, -1, 0, 1_767_225_600_000_000, .max]
  private static let key = KeyHash(high: 1, low: 2)

  private static func limits(_ bytes: [UInt8]) {
    let settings = LimitSettings(allowed: 3, periodMicroseconds: 60_000_000, burst: 3)
    guard
      var table = try? LimitTable(decoding: fitted(bytes, settings.fingerprint), settings: settings)
    else { return }
    for moment in moments {
      if table.check(key, cost: 1, now: moment).isAllowed {
        table.charge(key, cost: 1, now: moment)
      }
    }
    var saved: [UInt8] = []
    table.encode(into: &saved)
    claim((try? LimitTable(decoding: saved, settings: settings)) != nil, "a table comes back")
  }

  private static func windows(_ bytes: [UInt8]) {
    let kinds = WindowKind.allCases
    guard let first = bytes.dropFirst(Envelope.headerSize).first else { return }
    let settings = WindowSettings(
      kind: kinds[Int(first) % kinds.count], lengthMicroseconds: 60_000_000)
    guard
      var table = try? WindowTable(
        decoding: fitted(bytes, settings.fingerprint), settings: settings)
    else { return }
    for moment in moments {
      switch settings.kind {
      case .count: table.feed(key, .one, now: moment)
      case .sumInteger: table.feed(key, .integer(.max), now: moment)
      case .sumReal: table.feed(key, .real(1e308), now: moment)
      case .distinct: table.feed(key, .hash(key), now: moment)
      }
      _ = table.read(key, now: moment)
    }
    var saved: [UInt8] = []
    table.encode(into: &saved)
    claim((try? WindowTable(decoding: saved, settings: settings)) != nil, "a table comes back")
  }

  /// The same file with the fingerprint that the table asks for.
  private static func fitted(_ bytes: [UInt8], _ fingerprint: UInt64) -> [UInt8] {
    let body = bytes[Envelope.headerSize..<bytes.count - Envelope.checksumSize]
    guard body.count >= 8 else { return bytes }
    var fitting: [UInt8] = []
    fitting.append(littleEndian: fingerprint)
    var whole: [UInt8] = []
    Envelope.seal(magic: magic(of: bytes), version: 1, into: &whole) {
      $0 += fitting + body.dropFirst(8)
    }
    return whole
  }

  private static func magic(of bytes: [UInt8]) -> StaticString {
    bytes[4] == 0x4C ? "WEIRLIMT" : "WEIRWNDW"
  }
}
