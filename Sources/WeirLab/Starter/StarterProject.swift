import WeirSyntax

/// A small project that works: what `weir init` writes.
public struct StarterProject: Sendable {
  /// Paths relative to the project's folder, with their texts.
  public var files: [(path: String, text: String)]
  /// What is trained on, relative too.
  public static let messages = "messages.jsonl"
  public static let policies = "policies"

  /// With a schema and messages of its own.
  public init() {
    files = [
      ("weir.yaml", Self.projectFile),
      ("policies/chat.weir", Self.formatted(StarterPolicies.sample)),
      (Self.messages, StarterMessages.text),
      ("README.md", Self.readme(hasSample: true)),
    ]
  }

  /// With a schema inferred from traffic.
  public init(_ schema: InferredSchema) {
    files = [
      ("weir.yaml", Self.projectFile),
      ("policies/chat.weir", Self.formatted(StarterPolicies.text(for: schema))),
      ("README.md", Self.readme(hasSample: false)),
    ]
  }

  /// Names that the policies define; a field can't have them too.
  static let names: Set<String> = [
    "email", "card", "takeover_words", "shape", "takeover", "personal_data", "per_user", "flood",
    "chat_shape", "odd_message",
  ]

  /// As `weir fmt` would write it; a text that it refuses is shown with its errors later.
  private static func formatted(_ text: String) -> String {
    (try? Formatter.format(SourceFile(name: "chat.weir", text: text))) ?? text
  }

  private static let projectFile = """
    # Paths are relative to this file.
    policies: [policies]
    held: held.jsonl          # where messages wait that a policy sends to review

    """

  private static func readme(hasSample: Bool) -> String {
    let traffic = hasSample ? messages : "traffic.jsonl"
    return """
      # Message policies

      `policies/chat.weir` says what may pass, what is hidden, how often, and how unusual is too \
      unusual.

          weir check                       # parse, type-check, lint
          weir test                        # the tests in the policy files
          weir filter < \(traffic) > passed.jsonl
          weir train < \(traffic)          # the model, again, on messages of your own
          weir explain --message '{…}'     # why one message is decided as it is

      """
  }
}
