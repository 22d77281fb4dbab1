/// What one scan of one text found: which patterns can match there, and where they can begin.
///
/// Kept and used again from text to text, it allocates nothing once it has grown. Not shared
/// between threads. Texts of one message that are looked at in turn each need their own.
public final class TextScan {
  // One struct, so that a whole scan is one access to this object.
  var starts = StartList()

  public init() {}

  /// Ids of the patterns that may match, ascending.
  public var candidates: [Int] { starts.candidates }

  /// Whether a pattern may match: `false` is certain, `true` is worth a search.
  public func canMatch(_ pattern: Int) -> Bool { starts.canMatch(pattern) }
}
