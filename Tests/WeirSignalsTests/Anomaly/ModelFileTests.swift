import Testing

@testable import WeirSignals

@Suite struct ModelFileTests {
  private func model(trees: Int = 3) throws -> ModelFile {
    var random = RandomSource(seed: 2)
    let rows = (0..<120).map { _ in random.nextUnit() }
    return try ModelFile(
      training: rows,
      features: [
        ModelFeature(name: "size", domain: 0...12), ModelFeature(name: "größe", domain: nil),
      ],
      fingerprint: KeyHash(high: 5, low: 6),
      parameters: ForestParameters(trees: trees, sampleSize: 8, seed: 4))
  }

  @Test func `a model comes back as it was`() throws {
    let model = try model()
    let read = try ModelFile(decoding: model.encode())
    #expect(read.fingerprint == model.fingerprint && read.features == model.features)
    #expect(read.parameters == model.parameters && read.trainingRows == 60)
    #expect(read.scores == model.scores && read.forest.trees == model.forest.trees)
    #expect(read.forest.pathLengths == model.forest.pathLengths)
    #expect(read.encode() == model.encode())
    #expect(read.forest.score([0.5, 0.5]) == model.forest.score([0.5, 0.5]))
  }

  @Test func `the same training gives the same bytes`() throws {
    #expect(try model().encode() == model().encode())
  }

  @Test func `every damaged byte and every cut is noticed`() throws {
    let bytes = try model(trees: 1).encode()
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 1
      #expect(throws: ModelFileError.self) { try ModelFile(decoding: damaged) }
      #expect(throws: ModelFileError.self) { try ModelFile(decoding: Array(bytes[..<index])) }
    }
    #expect(throws: ModelFileError.trailingBytes) { try ModelFile(decoding: bytes + [0]) }
  }

  @Test func `errors name what is wrong`() throws {
    var bytes = try model().encode()
    #expect(throws: ModelFileError.notAModel) { try ModelFile(decoding: []) }
    #expect(throws: ModelFileError.notAModel) { try ModelFile(decoding: Array("{}".utf8)) }
    #expect(throws: ModelFileError.truncated) { try ModelFile(decoding: Array(bytes[..<40])) }
    bytes[100] ^= 1
    #expect(throws: ModelFileError.damaged) { try ModelFile(decoding: bytes) }
    bytes[8] = 9
    #expect(throws: ModelFileError.unsupportedVersion(9)) { try ModelFile(decoding: bytes) }
  }

  private func sealed(_ body: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    Envelope.seal(magic: "WEIRFRST", version: 1, into: &bytes) { $0 += body }
    return bytes
  }

  private func body(of bytes: [UInt8]) -> [UInt8] {
    Array(bytes[Envelope.headerSize..<bytes.count - Envelope.checksumSize])
  }

  @Test func `forged models are refused or safe to score with`() throws {
    let original = body(of: try model().encode())
    var random = RandomSource(seed: 21)
    var accepted = 0
    for _ in 0..<3_000 {
      var forged = original
      for _ in 0...random.next(below: 3) {
        let index = Int(random.next(below: UInt64(forged.count)))
        forged[index] = random.pick(
          [0, 1, 0x7f, 0x80, 0xff, forged[index] &+ 1, UInt8(truncatingIfNeeded: random.next())])
      }
      if random.next(below: 5) == 0 {
        forged.removeLast(Int(random.next(below: UInt64(forged.count))))
      }
      guard let model = try? ModelFile(decoding: sealed(forged)) else { continue }
      accepted += 1
      let row = [Double](repeating: .nan, count: model.features.count)
      #expect((0...1).contains(model.forest.score(row)))
      #expect(model.forest.explain(row).contributions.count == row.count)
      #expect((0...1).contains(model.scores.threshold(share: 0.3)))
    }
    #expect(accepted > 100)
  }

  @Test func `bytes of no meaning never trap`() {
    var random = RandomSource(seed: 22)
    for _ in 0..<2_000 {
      let count = Int(random.next(below: 200))
      let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      #expect(throws: ModelFileError.self) { try ModelFile(decoding: bytes) }
      #expect(throws: ModelFileError.self) { try ModelFile(decoding: sealed(bytes)) }
    }
  }

  @Test func `counts beyond the bytes allocate nothing`() {
    var body = [UInt8](repeating: 0, count: 16)
    for number in [10_000, 256, 256] as [UInt32] { body.append(littleEndian: number) }
    body.append(littleEndian: UInt64(1))
    body.append(littleEndian: UInt64(256))
    body.append(littleEndian: UInt32.max)
    #expect(throws: ModelFileError.truncated) { try ModelFile(decoding: sealed(body)) }
  }
}
