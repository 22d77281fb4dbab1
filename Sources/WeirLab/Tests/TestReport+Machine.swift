import WeirProject

extension TestReport {
  /// JUnit's XML, as CI services read it: one suite for each file.
  public func junit() -> String {
    var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    out += "<testsuites name=\"weir\" tests=\"\(results.count)\" failures=\"\(failedCount)\" "
    out += "errors=\"0\" time=\"\(seconds(results))\">\n"
    for file in files { out += suite(file, results.filter { $0.file == file }) }
    return out + "</testsuites>\n"
  }

  private var files: [String] {
    var files: [String] = []
    for result in results where !files.contains(result.file) { files.append(result.file) }
    return files
  }

  private func suite(_ file: String, _ results: [TestResult]) -> String {
    let failed = results.count { !$0.isPassed }
    var out = "  <testsuite name=\"\(escaped(file))\" tests=\"\(results.count)\" "
    out += "failures=\"\(failed)\" errors=\"0\" skipped=\"0\" time=\"\(seconds(results))\">\n"
    for result in results { out += testCase(result) }
    return out + "  </testsuite>\n"
  }

  private func testCase(_ result: TestResult) -> String {
    var out = "    <testcase name=\"\(escaped(result.title))\" "
    out += "classname=\"\(escaped(result.file))\" file=\"\(escaped(result.file))\" "
    out += "line=\"\(result.line)\" time=\"\(seconds([result]))\""
    if result.isPassed { return out + "/>\n" }
    out += ">\n"
    for failure in result.failures {
      out +=
        "      <failure message=\"\(escaped("expected \(failure.expected), got \(failure.got)"))"
      out += "\" type=\"expectation\">"
      let place = "\(result.file):\(failure.line)"
      out += escaped(([place] + failure.decision).joined(separator: "\n"))
      out += "</failure>\n"
    }
    return out + "    </testcase>\n"
  }

  private func seconds(_ results: [TestResult]) -> String {
    let microseconds = results.reduce(0) { $0 + $1.nanoseconds } / 1000
    let fraction = String(microseconds % 1_000_000)
    return "\(microseconds / 1_000_000)."
      + String(repeating: "0", count: 6 - fraction.count) + fraction
  }

  /// What XML 1.0 may hold: markup escaped, control characters replaced.
  private func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\n": out += "&#10;"
      case "\t": out += "&#9;"
      case "\r": out += "&#13;"
      case _ where scalar.value < 0x20 || scalar.value == 0xfffe || scalar.value == 0xffff:
        out += "\u{fffd}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// One JSON object a line for each test, then one with the counts.
  public func json() -> String {
    var out = JSONBytes()
    for result in results { write(result, to: &out) }
    out.open("{")
    out.member("passed", results.count - failedCount)
    out.member("failed", failedCount)
    out.close("}")
    out.endLine()
    return String(decoding: out.bytes, as: UTF8.self)
  }

  private func write(_ result: TestResult, to out: inout JSONBytes) {
    out.open("{")
    out.member("test", result.title)
    out.member("file", result.file)
    out.member("line", result.line)
    out.member("passed", result.isPassed)
    out.name("failures")
    out.open("[")
    for failure in result.failures { write(failure, to: &out) }
    out.close("]")
    out.member("untrained_models", result.untrainedModels)
    out.close("}")
    out.endLine()
  }

  private func write(_ failure: TestResult.Failure, to out: inout JSONBytes) {
    out.open("{")
    out.member("line", failure.line)
    out.member("expected", failure.expected)
    out.member("got", failure.got)
    out.member("decision", failure.decision)
    out.close("}")
  }
}
