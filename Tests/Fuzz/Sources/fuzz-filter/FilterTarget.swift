import FuzzDriver
import WeirCrypto
import WeirProject

@testable import WeirFilter

/// Any bytes through the whole filter, with a fixed set of all kinds of policy, on one thread and on
/// two: a decision and a record for each line, and nothing on the output that may not be there.
enum FilterTarget {
  @Sendable static func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    let alone = Run(bytes, threads: 1)
    alone.check(bytes)
    let together = Run(bytes, threads: 2)
    claim(alone.output == together.output, "the same output for two threads")
    claim(alone.held == together.held && alone.rejected == together.rejected, "the same records")
    claim(alone.audit == together.audit, "the same audit")
    claim(alone.tally == together.tally, "the same counts")
  }

  static let policies = #"""
    message {
      id:   string
      user: string trusted
      text: string
      n:    int?
      args: json?
    }
    pattern email = /[a-z0-9.]{1,30}@[a-z]{1,30}\.org/
    pattern card { match /\b(?:[0-9]{4}[ -]?){3}[0-9]{4}\b/; where luhn(match) }
    redact personal { email -> mask; card -> remove }
    validate words {
      deny   if text contains "attack" "no attacks"
      review if text contains "maybe"  "somebody looks"
      flag   if text matches /\bodd[a-z]{0,4}\b/i
      deny   if count(by user, last 1m, where text contains "again") > 3
    }
    limit per_user { by user; allow 5 per 1m; else deny "slow down" }
    """#

  static let set: PolicySet = {
    let file = ScratchFile("input")
    var text = Self.policies
    text.withUTF8 { file.write(UnsafeRawBufferPointer($0)) }
    do throws(PolicySetError) {
      return try PolicySet(paths: [file.path], keys: KeyStore(origins: [:]))
    } catch {
      preconditionFailure("the target's own policies check: \(error)")
    }
  }()

  static let ring: KeyRing = {
    do {
      let key = try SecretKey(name: "audit", bytes: [UInt8](repeating: 7, count: 32))
      return try KeyRing(name: "audit", keys: [key])
    } catch {
      preconditionFailure("the target's own key is one: \(error)")
    }
  }()
}
