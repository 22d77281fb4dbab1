/// A schema that most tests share; `rest` are the definitions and policies.
func policy(_ rest: String, fields: String = "", head: String = "message") -> String {
  """
  \(head) {
    user: string?
    text: string?
    n:    int?
    tool: { name: string, args: json }?
    tags: [string]?
    j:    json?
  \(fields)
  }
  \(rest)
  """
}

/// What one message gives under one `deny if` condition.
enum Answer: String {
  case yes, no, failed
}

func answer(_ condition: String, _ line: String, fields: String = "") throws -> Answer {
  var bench = try Bench(policy("validate p { deny if \(condition) }", fields: fields))
  let decision = bench.judge(line)
  guard let reason = decision.reasons.first else { return .no }
  return reason.isFailure ? .failed : .yes
}

/// A text that no pattern search takes.
let oversize = String(repeating: "a", count: 1_048_577)
