import Foundation
import Testing

@testable import WeirMatcher

@Suite struct GuardedTests {
  @Test func `what many threads count behind a lock adds up`() {
    final class Counter: Sendable { let value = Guarded((count: 0, last: [0])) }
    let counter = Counter()
    DispatchQueue.concurrentPerform(iterations: 4) { thread in
      for _ in 0..<1_000 {
        counter.value.withLock { value in
          value.count += 1
          value.last = [thread]
        }
      }
    }
    #expect(counter.value.withLock { $0.count } == 4_000)
  }
}
