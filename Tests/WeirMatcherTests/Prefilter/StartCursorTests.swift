import Testing

@testable import WeirMatcher

@Suite struct StartCursorTests {
  /// The ranges that a cursor gives while nothing is found.
  private func ranges(
    _ windows: [(Int, Int)], _ run: RunStart, _ text: String, isMerged: Bool = false
  ) -> [[Int]] {
    let list = windows.map {
      StartWindow(pattern: 0, first: $0.0, last: $0.1, isMerged: isMerged)
    }
    return list.withUnsafeBufferPointer { list in
      withBytes(text) { bytes in
        var cursor = StartCursor(list, run)
        var found: [[Int]] = []
        var resume = 0
        while let range = cursor.next(from: resume, in: bytes) {
          found.append([range.first, range.last])
          resume = range.resume
        }
        return found
      }
    }
  }

  @Test func `every window is tried once, in order`() {
    #expect(ranges([(1, 2), (5, 5)], .every, "abcdefgh") == [[1, 2], [5, 5]])
    #expect(ranges([], .every, "abc") == [])
  }

  @Test func `a window that begins inside a character begins at the next`() {
    #expect(ranges([(1, 3)], .every, "é日a") == [[2, 3]])
    #expect(ranges([(1, 1)], .every, "éa") == [])
  }

  @Test func `a window at LF begins at the CR before it and ends behind it, but not for a run`() {
    #expect(ranges([(2, 2)], .every, "a\r\nb") == [[1, 3]])
    #expect(ranges([(2, 2)], .first, "a\r\nb") == [[2, 2]])
  }

  @Test func `of a run its first start is tried, at a boundary where one is asked for`() {
    #expect(ranges([(0, 3)], .first, "aaaa@") == [[0, 0]])
    #expect(ranges([(1, 4)], .firstAtBoundary, "xa.aa@") == [[2, 2]])
    #expect(ranges([(1, 3)], .firstAtBoundary, "xaaa@") == [])
    #expect(ranges([(0, 3)], .first, "aaaa@", isMerged: true) == [[0, 3]])
  }

  @Test func `behind a character outside ASCII the next start is tried, too`() {
    #expect(ranges([(2, 4)], .firstAtBoundary, "éa.a@") == [[2, 2], [3, 3]])
  }

  @Test func `everywhere is one range, and none in an empty text`() {
    withBytes("abc") { bytes in
      var cursor = StartCursor.everywhere
      #expect(cursor.next(from: 1, in: bytes)?.first == 1)
      #expect(cursor.next(from: 3, in: bytes) == nil)
    }
  }

  @Test func `a start is included where it may be tried`() {
    let windows = [
      StartWindow(pattern: 0, first: 2, last: 4), StartWindow(pattern: 0, first: 7, last: 7),
    ]
    windows.withUnsafeBufferPointer { windows in
      var every = StartCursor(windows, .every)
      #expect((0..<9).filter { every.includes($0) } == [2, 3, 4, 7])
      var first = StartCursor(windows, .first)
      #expect((0..<9).filter { first.includes($0) } == [2, 7])
    }
  }

  @Test func `the starts to come are counted, and the next is known`() {
    let windows = [
      StartWindow(pattern: 0, first: 2, last: 4), StartWindow(pattern: 0, first: 7, last: 8),
    ]
    windows.withUnsafeBufferPointer { windows in
      var every = StartCursor(windows, .every)
      #expect(every.hasAtMost(5) && !every.hasAtMost(4))
      #expect([0, 3, 5, 8, 9].map { every.nextStart(from: $0) } == [2, 3, 7, 8, nil])
      var first = StartCursor(windows, .first)
      #expect(first.hasAtMost(2) && !first.hasAtMost(1))
      #expect([0, 3, 8].map { first.nextStart(from: $0) } == [2, 7, nil])
    }
    var everywhere = StartCursor.everywhere
    #expect(!everywhere.hasAtMost(.max) && everywhere.nextStart(from: 5) == 5)
  }
}
