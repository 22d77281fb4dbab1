import Foundation
import Testing

@testable import WeirSignals

@Suite struct PortableMathTests {
  /// The expected values were computed with 60 decimal digits and rounded once.
  @Test(
    arguments: [
      (1, 0x0.0p+0),
      (2, 0x1.62e42fefa39efp-1),
      (3, 0x1.193ea7aad030bp+0),
      (7, 0x1.f2272ae325a57p+0),
      (10, 0x1.26bb1bbb55516p+1),
      (63, 0x1.09291e8e3181bp+2),
      (255, 0x1.62a40fda3e3ccp+2),
      (999999, 0x1.ba18a78020f45p+3),
      (2_147_483_646, 0x1.57cd0e6fe6820p+4),
      (4_294_967_295, 0x1.62e42fef939efp+4),
    ] as [(UInt32, Double)])
  func `logarithms are rounded correctly`(_ n: UInt32, _ expected: Double) {
    #expect(PortableMath.logarithm(n) == expected)
  }

  @Test func `logarithms agree with the platform's to the last place`() {
    for n in 1...5_000 as ClosedRange<UInt32> {
      let platform = log(Double(n))
      #expect(abs(PortableMath.logarithm(n) - platform) <= platform.ulp)
    }
  }

  @Test func `powers of two are within two units in the last place and exact where they can be`() {
    for power in 0...1_021 {
      #expect(PortableMath.powerOfTwo(-Double(power)) == exp2(-Double(power)))
    }
    var random = RandomSource(seed: 5)
    for _ in 0..<5_000 {
      let x = -random.nextUnit() * random.pick([1, 8, 1_000])
      let platform = exp2(x)
      #expect(abs(PortableMath.powerOfTwo(x) - platform) <= 2 * platform.ulp)
    }
    #expect(PortableMath.powerOfTwo(-.greatestFiniteMagnitude) == 0)
    #expect(PortableMath.powerOfTwo(-.infinity) == 0)
  }

  @Test func `small counts have path lengths of their own`() {
    #expect(PortableMath.averagePathLength(0) == 0)
    #expect(PortableMath.averagePathLength(1) == 0)
    #expect(PortableMath.averagePathLength(2) == 1)
    #expect(PortableMath.averagePathLength(3) == 1.207392357589623)
  }

  private struct Golden: Decodable {
    let n: [UInt32]
    let c: [Double]
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: ../shared/golden is not there"))
  func `average path lengths have numpy's bits`() throws {
    let golden = try SharedData.decode(Golden.self, "average-path-length.json")
    #expect(golden.n.count > 70)
    for (n, c) in zip(golden.n, golden.c) { #expect(PortableMath.averagePathLength(n) == c) }
    let lengths = PathLengths(rows: Set(golden.n))
    for (n, c) in zip(golden.n, golden.c) { #expect(lengths.length(rows: n) == c) }
    #expect(lengths.length(rows: 65) == nil)
  }
}
