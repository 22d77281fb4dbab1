import Testing

@testable import WeirCrypto

private typealias Entry = (record: [UInt8], tagText: String)

private func chain(_ id: String = "audit 1") throws -> HMACChain {
  HMACChain(key: try sampleKey(), id: bytes(id))
}

private func entries(_ count: Int) throws -> [Entry] {
  var chain = try chain()
  return (0..<count).map { index in
    let record = bytes("record \(index)")
    return (record, chain.append(record))
  }
}

private func firstBroken(_ entries: [Entry]) throws -> Int? {
  var chain = try chain()
  return chain.firstBroken(in: entries)
}

@Test func `an untouched chain is whole`() throws {
  #expect(try firstBroken(entries(20)) == nil)
  #expect(try firstBroken([]) == nil)
}

@Test func `a tag is the code of the tag before and the record`() throws {
  let key = try sampleKey()
  let keyed = KeyedHash(key: .init(data: key.derivedBytes(for: .audit)))
  var chain = HMACChain(key: key, id: bytes("a"))
  let start = keyed.code(bytes("weir/chain/v1 a"))
  #expect(chain.tag == start)
  let tag = chain.append(bytes("r"))
  #expect(tag == hexText(keyed.code(start + bytes("r"))))
  #expect(chain.tagText.count == 64)
}

@Test func `a changed record breaks the chain there`() throws {
  for index in 0..<8 {
    var entries = try entries(8)
    entries[index].record[0] ^= 1
    #expect(try firstBroken(entries) == index)
  }
}

@Test func `a changed tag breaks the chain there`() throws {
  for index in 0..<8 {
    for tag in ["", "00", String(repeating: "0", count: 64), "not hexadecimal"] {
      var entries = try entries(8)
      entries[index].tagText = tag
      #expect(try firstBroken(entries) == index)
    }
  }
}

@Test func `a removed record breaks the chain where it was`() throws {
  for index in 0..<7 {
    var entries = try entries(8)
    entries.remove(at: index)
    #expect(try firstBroken(entries) == index)
  }
}

@Test func `records cut out of the middle or off the beginning break it`() throws {
  var middle = try entries(8)
  middle.removeSubrange(2..<6)
  #expect(try firstBroken(middle) == 2)
  #expect(try firstBroken(Array(entries(8).dropFirst(3))) == 0)
}

@Test func `moved, repeated and foreign records break it`() throws {
  var moved = try entries(8)
  moved.swapAt(3, 4)
  #expect(try firstBroken(moved) == 3)
  var repeated = try entries(8)
  repeated.insert(repeated[4], at: 5)
  #expect(try firstBroken(repeated) == 5)
  var otherID = try chain("audit 2")
  let brokenByID = otherID.firstBroken(in: try entries(8))
  #expect(brokenByID == 0)
  var otherKey = HMACChain(key: try sampleKey(9), id: bytes("audit 1"))
  let brokenByKey = otherKey.firstBroken(in: try entries(8))
  #expect(brokenByKey == 0)
}

@Test func `records cut off at the end are for the last tag to show`() throws {
  let whole = try entries(8)
  var chain = try chain()
  let broken = chain.firstBroken(in: whole.dropLast(2))
  #expect(broken == nil)
  #expect(chain.tagText != whole[7].tagText)
  #expect(chain.tagText == whole[5].tagText)
}

@Test func `a chain goes on from its last tag`() throws {
  let whole = try entries(8)
  var resumed = try #require(HMACChain(key: try sampleKey(), after: whole[3].tagText))
  let tag = resumed.append(whole[4].record)
  #expect(tag == whole[4].tagText)
  #expect(HMACChain(key: try sampleKey(), after: "12ab") == nil)
  #expect(HMACChain(key: try sampleKey(), after: String(repeating: "x", count: 64)) == nil)
}

@Test func `a record that fails leaves the chain where it was`() throws {
  let whole = try entries(3)
  var chain = try chain()
  let verdicts = [
    chain.verify(whole[0].record, tagText: whole[0].tagText),
    chain.verify(bytes("forged"), tagText: whole[1].tagText),
    chain.verify(whole[1].record, tagText: whole[1].tagText),
  ]
  #expect(verdicts == [true, false, true])
}
