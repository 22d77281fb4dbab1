import Testing
import WeirProject

@testable import WeirFilter

@Suite struct MendTests {
  private let half = #"{"line":3,"verdict":"de"#

  @Test func `half a record that a killed run left is taken out, and said`() throws {
    let place = workplace(allKinds)
    place.write("rejected", "{\"line\":2}\n" + half)
    let run = try filter(place, message(1, "attack") + "\n") {
      $0.held = .discard
      $0.rejected = place.path("rejected")
    }
    let records = try place.objects("rejected")
    #expect(records.count == 2 && records[1]["verdict"] as? String == "deny")
    #expect(run.said.contains("left half a record (23 bytes), which was taken out"))
  }

  @Test func `a last record without its line end, and what is no record, only get the line end`()
    throws
  {
    for rest in ["{\"line\":2}", "somebody's notes", "[1"] {
      let place = workplace(allKinds)
      place.write("held", rest)
      let run = try filter(place, message(1, "maybe") + "\n") {
        $0.held = .file(place.path("held"))
      }
      #expect(place.lines("held").first == rest && place.lines("held").count == 2)
      #expect(!run.said.contains("taken out"))
    }
  }

  @Test func `a half record longer than a look at the end is found whole`() throws {
    let place = workplace(allKinds)
    let long = half + String(repeating: "x", count: 3 * FilterLimits.mendBytes)
    place.write("held", "{\"line\":1}\n" + long)
    let file = try OutputFile(path: place.path("held"))
    #expect(try file.mend()?.contains("half a record") == true)
    #expect(place.text("held") == "{\"line\":1}\n")
  }

  @Test func `what another filter has open is left alone`() throws {
    let place = workplace(allKinds)
    place.write("held", half)
    let other = try OutputFile(path: place.path("held"))
    _ = try other.mend()
    #expect(place.text("held") == "")
    let (_, error) =
      half.utf8.withContiguousStorageIfAvailable {
        SystemCall.writeAll(other.descriptor, UnsafeRawBufferPointer($0))
      } ?? (0, nil)
    #expect(error == nil)
    #expect(try OutputFile(path: place.path("held")).mend() == nil)
    #expect(place.text("held") == half)
  }
}
