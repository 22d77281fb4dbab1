import WeirCrypto
import WeirEngine
import WeirSyntax

/// One input line with what was decided, as the records of the filter need it.
struct JudgedLine {
  /// Counted from 1.
  var number: Int
  /// As received, without the line end; of a line that was too long to be held, its beginning.
  var received: UnsafeBufferPointer<UInt8>
  /// When it came in.
  var arrival: Timestamp
  /// The place of its record in the decision log.
  var record: Int64 = 0
  /// Bytes of the whole line; unknown while an overlong line is passed on in pieces.
  var length: Int?
  /// SHA-256 of the whole line, where it isn't `received`.
  var digest: [UInt8]?
  /// Whether `received` is the whole line.
  var isWhole = true
  /// Whether a line end followed.
  var hasLineEnd = true
  /// The line as records may show it: redacted. Absent for malformed lines and where a redaction
  /// failed.
  var shown: UnsafeBufferPointer<UInt8>?
  /// What records say of a malformed line, where that was written before.
  var fault: UnsafeBufferPointer<UInt8>?
  var outcome: Outcome

  /// What became of a message.
  enum Outcome {
    case passed, held, denied

    init(_ verdict: Verdict) {
      switch verdict {
      case .allow, .flag: self = .passed
      case .review: self = .held
      case .deny: self = .denied
      }
    }
  }

  /// Lends the digest of the whole line; nil where it is not known, as it is for whole lines and at the
  /// end of overlong ones.
  func withDigest(_ body: (UnsafeRawBufferPointer?) -> Void) {
    if let digest {
      digest.withUnsafeBytes { body($0) }
    } else if isWhole {
      withSHA256(of: received) { body($0) }
    } else {
      body(nil)
    }
  }
}
