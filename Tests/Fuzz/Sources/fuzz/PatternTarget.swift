import FuzzDriver

@testable import WeirMatcher

/// A fuzzed pattern on a fuzzed text, beside known ones: the search that one scan narrows down
/// finds what the search from every place finds.
///
///     flags, and whether groups read whole texts (1 byte) | every how many candidates one is rejected (1 byte) | pattern | NUL | text
enum PatternTarget {
  @Sendable static func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count > 2 else { return }
    let rest = bytes[2...]
    let cut = rest.firstIndex(of: 0) ?? rest.endIndex
    let pattern = String(decoding: rest[..<cut], as: UTF8.self)
    // Any bytes must be inspected; only valid text reaches the search.
    let text = Array(String(decoding: rest[cut...].dropFirst(), as: UTF8.self).utf8)
    let regex = RegexSource(pattern, flags: flags(bytes[0]))
    let inspected = InspectedRegex(regex)
    for finding in inspected.report.findings {
      _ = finding.sentence
      _ = finding.attack.text(pumps: 3)
    }
    if inspected.report.isRefused { return }
    var bounds = StartGroup.Bounds()
    if bytes[0] & 16 != 0 { bounds.scanMembersMin = 1 }
    compare(inspected, text, rejects: Int(bytes[1] % 4), bounds)
  }

  private static func flags(_ byte: UInt8) -> String {
    let letters: [Character] = ["i", "m", "s", "x"]
    return String(letters.enumerated().filter { byte & 1 << $0.offset != 0 }.map(\.element))
  }

  private static func compare(
    _ inspected: InspectedRegex, _ text: [UInt8], rejects: Int, _ bounds: StartGroup.Bounds
  ) {
    let sources = [
      PatternSource(name: "fuzzed", regex: inspected.source, inspected: inspected),
      PatternSource(name: "mail", regex: RegexSource(#"[a-z.]{1,20}@[a-z]{1,20}\.(org|com)"#)),
      PatternSource(name: "key", regex: RegexSource(#"\bsk-[a-z0-9]{4,9}\b"#, flags: "i")),
      PatternSource(
        name: "phone", regex: RegexSource(#"(?<![\w.])[0-9](?:[ -]?[0-9]){6,9}(?!\w)"#)),
    ]
    guard let set = try? PatternSet(sources, bounds: bounds) else {
      return claim(false, "what the inspector lets pass compiles: \(inspected.source.pattern)")
    }
    let scan = TextScan()
    let scratch = MatchScratch()
    text.withUnsafeBufferPointer { text in
      set.scan(text, into: scan)
      for pattern in 0..<set.count {
        let slow = Trail(set.candidates(of: pattern, in: text, scratch: scratch), rejects: rejects)
        // A search that was given up has no answer to compare with.
        if slow.failure != nil { continue }
        let fast = Trail(
          set.candidates(of: pattern, in: text, scan: scan, scratch: scratch), rejects: rejects)
        claim(fast == slow, "pattern \(pattern): \(fast) with the scan, \(slow) without")
        claim(scan.canMatch(pattern) || slow.matches.isEmpty, "what can't match does not")
        claim(scan.canMatch(pattern) == scan.candidates.contains(pattern), "listed as candidate")
        check(slow.matches, text)
      }
    }
  }

  private static func check(_ matches: [TextMatch], _ text: UnsafeBufferPointer<UInt8>) {
    for match in matches {
      let isInside =
        0 <= match.wholeStart && match.wholeStart <= match.start && match.start <= match.end
        && match.end <= match.wholeEnd && match.wholeEnd <= text.count
      claim(isInside, "a match lies in the text: \(match)")
    }
  }
}
