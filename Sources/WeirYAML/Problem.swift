/// Says libyaml's problem in the words of someone who edits the file.
func sentence(for problem: String, opened: YAMLMark?) -> String {
  let place = opened.map { " (it began at line \($0.line), column \($0.column))" } ?? ""
  return switch problem {
  case "mapping values are not allowed in this context":
    "a `:` is not possible here: quote the text if it belongs to it, or check the indentation"
  case "did not find expected ',' or ']'": "expected `,` or `]`" + place
  case "did not find expected ',' or '}'": "expected `,` or `}`" + place
  case "did not find expected key": "expected a key at this indentation" + place
  case "did not find expected '-' indicator": "expected `-` at this indentation" + place
  case "could not find expected ':'": "expected `:` after the key" + place
  case "found character that cannot start any token":
    "this character can't begin a value: quote the text, and indent with spaces, not tabs"
  case "found unexpected end of stream": "the quoted text is never closed" + place
  case "found unexpected document indicator": "the quoted text is never closed" + place
  case "found unknown escape character", "did not find expected hexdecimal number",
    "found invalid Unicode character escape code":
    "unknown escape in double quotes: use single quotes if the backslash is meant"
  case "block sequence entries are not allowed in this context":
    "a `-` is not possible here: begin the list on a line of its own"
  case "block mapping key is not allowed in this context",
    "mapping keys are not allowed in this context":
    "a key is not possible here: begin it on a line of its own"
  case "did not find expected <document start>":
    "nothing may follow the document's value: check the indentation"
  case "did not find expected node content": "expected a value" + place
  case "found a tab character that violates indentation",
    "found a tab character where an indentation space is expected":
    "indent with spaces, not tabs"
  case "found incompatible YAML document", "found duplicate %YAML directive":
    "only YAML 1.1 and 1.2 can be read"
  default: problem.isEmpty ? "not valid YAML" : "not valid YAML: \(problem)" + place
  }
}
