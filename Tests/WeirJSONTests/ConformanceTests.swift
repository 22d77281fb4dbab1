import Foundation
import Testing
import WeirJSON

private let suite = repositoryRoot.appending(path: "../shared/conformance/json")
private let names =
  ((try? FileManager.default.contentsOfDirectory(atPath: suite.path)) ?? []).sorted()

/// The cases that RFC 8259 leaves to the implementation, with our decision and its reason.
private let openCases: [(prefix: String, isAccepted: Bool, reason: String)] = [
  ("i_number_", true, "any magnitude is grammar; converting it on use can fail"),
  ("i_object_key_lone_2nd_surrogate", false, "a lone surrogate is no Unicode text"),
  ("i_string_1st_surrogate_but_2nd_missing", false, "lone surrogate"),
  ("i_string_1st_valid_surrogate_2nd_invalid", false, "lone surrogate"),
  ("i_string_UTF-16LE_with_BOM", false, "a line is UTF-8"),
  ("i_string_UTF-8_invalid_sequence", false, "not UTF-8"),
  ("i_string_UTF8_surrogate_U+D800", false, "UTF-8 has no surrogates"),
  ("i_string_incomplete_surrogate_and_escape_valid", false, "lone surrogate"),
  ("i_string_incomplete_surrogate_pair", false, "lone surrogate"),
  ("i_string_incomplete_surrogates_escape_valid", false, "lone surrogate"),
  ("i_string_invalid_lonely_surrogate", false, "lone surrogate"),
  ("i_string_invalid_surrogate", false, "lone surrogate"),
  ("i_string_invalid_utf-8", false, "not UTF-8"),
  ("i_string_inverted_surrogates_U+1D11E", false, "two lone surrogates"),
  ("i_string_iso_latin_1", false, "not UTF-8"),
  ("i_string_lone_second_surrogate", false, "lone surrogate"),
  ("i_string_lone_utf8_continuation_byte", false, "not UTF-8"),
  ("i_string_not_in_unicode_range", false, "no scalar beyond U+10FFFF"),
  ("i_string_overlong_sequence", false, "overlong forms are not UTF-8"),
  ("i_string_truncated-utf-8", false, "not UTF-8"),
  ("i_string_utf16BE_no_BOM", false, "a line is UTF-8"),
  ("i_string_utf16LE_no_BOM", false, "a line is UTF-8"),
  ("i_structure_500_nested_arrays", false, "deeper than the bound of 64"),
  ("i_structure_UTF-8_BOM_empty_object", false, "RFC 8259 forbids a BOM in transit"),
]

@Suite(.enabled(if: !names.isEmpty, "the conformance data is not beside the repository"))
struct ConformanceTests {
  private func failure(_ name: String) throws -> ReadFailure? {
    documentFault(Array(try Data(contentsOf: suite.appending(path: name))))
  }

  @Test func `all valid documents are accepted`() throws {
    let valid = names.filter { $0.hasPrefix("y_") }
    #expect(valid.count > 90)
    for name in valid { #expect(try failure(name) == nil, "\(name)") }
  }

  @Test func `all invalid documents are rejected`() throws {
    let invalid = names.filter { $0.hasPrefix("n_") }
    #expect(invalid.count > 180)
    for name in invalid { #expect(try failure(name) != nil, "\(name)") }
  }

  @Test func `open cases are decided as the table says`() throws {
    for name in names where name.hasPrefix("i_") {
      let decision = openCases.first { name.hasPrefix($0.prefix) }
      try #require(decision != nil, "no decision for \(name)")
      #expect(try (failure(name) == nil) == decision?.isAccepted, "\(name)")
    }
  }
}
