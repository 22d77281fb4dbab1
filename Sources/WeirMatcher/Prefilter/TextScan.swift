/// What one scan of one text found: which patterns can match there, and where they can begin.
///
/// Kept and used again from text to text, it allocates nothing once it has grown. Not shared
/// between threads. Texts of one message that are looked at in turn each need their own.
public final class TextScan {
  // Behind a pointer, so that no hit has to ask at run time whether it is alone with it.
  let memory: UnsafeMutablePointer<StartList>

  public init() {
    memory = .allocate(capacity: 1)
    memory.initialize(to: StartList())
  }

  deinit {
    memory.deinitialize(count: 1)
    memory.deallocate()
  }

  /// Ids of the patterns that may match, ascending; until the next scan.
  public var candidates: UnsafeBufferPointer<Int> { memory.pointee.candidates }

  /// Whether a pattern may match: `false` is certain, `true` is worth a search.
  public func canMatch(_ pattern: Int) -> Bool { memory.pointee.canMatch(pattern) }

  /// The first place where a match of a pattern can begin, in bytes; `nil` where there is none.
  public func firstStart(of pattern: Int) -> Int? {
    memory.pointee.windows(of: pattern).first?.first
  }
}
