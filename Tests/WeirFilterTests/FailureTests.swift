import Foundation
import Testing
import WeirProject

@testable import WeirFilter

@Suite struct FailureTests {
  let place = workplace(allKinds)

  private func expectFailure(
    naming words: String, _ configure: (inout FilterSettings) throws -> Void
  ) {
    do {
      _ = try filter(place, message(1, "attack") + "\n" + message(2, "n") + "\n") {
        $0.held = .discard
        try configure(&$0)
      }
      Issue.record("it went on")
    } catch {
      #expect("\(error)".contains(words))
    }
    #expect(place.bytes("output").isEmpty)
  }

  @Test func `a full disk under a record releases nothing`() throws {
    expectFailure(naming: "/dev/full: no space left") { $0.rejected = "/dev/full" }
    expectFailure(naming: "/dev/full: no space left") {
      $0.audit = .init(file: "/dev/full", ring: try testRing())
    }
  }

  @Test func `a full disk under the output is an error, not an end`() throws {
    place.write("input", message(1, "n") + "\n")
    let (source, target) = (open(place.path("input"), O_RDONLY), open("/dev/full", O_WRONLY))
    var settings = FilterSettings()
    settings.held = .discard
    var session = try FilterSession.start(
      settings,
      FilterStreams(
        inputs: [.init(descriptor: source, name: "input")], output: target, say: { _ in }),
      clock: { newYear }, load: place.load)
    var reason = ""
    do { _ = try session.run() } catch { reason = "\(error)" }
    #expect(reason == "standard output: no space left on device")
  }

  @Test func `files that can't be opened stop the start`() throws {
    expectFailure(naming: "no such file") { $0.rejected = place.path("no/where") }
    expectFailure(naming: "no such file") { $0.held = .file(place.path("no/where")) }
    expectFailure(naming: "directory") { $0.rejected = place.folder }
    expectFailure(naming: "directory") { $0.state = .init(file: place.folder) }
    expectFailure(naming: "no such file") { $0.state = .init(file: place.path("no/where")) }
    expectFailure(naming: "directory") {
      $0.audit = .init(file: place.folder, ring: try testRing())
    }
  }

  @Test func `a directory can't be read as messages`() throws {
    var settings = FilterSettings()
    settings.held = .discard
    let folder = open(place.folder, O_RDONLY)
    var session = try FilterSession.start(
      settings,
      FilterStreams(
        inputs: [.init(descriptor: folder, name: "standard input")], output: 1, say: { _ in }),
      clock: { newYear }, load: place.load)
    var reason = ""
    do { _ = try session.run() } catch { reason = "\(error)" }
    #expect(reason == "standard input: is a directory")
  }

  @Test func `policies that don't check stop the start with their diagnostics`() throws {
    place.write("policies/a.weir", "message { id: int }\nvalidate a { deny if nmae == 1 }")
    expectFailure(naming: "nmae") { _ in }
  }
}

@Suite struct MaskTests {
  @Test func `pointers show names only where they may be seen`() {
    let mask = PointerMask(["tool", "name"])
    #expect(mask.shown("/tool/name/3", released: nil) == "/tool/name/3")
    #expect(mask.shown("/tool/ana/123456789", released: nil) == "/tool/*/*")
    #expect(mask.shown("", released: nil) == "")
    Array("{\"tool\":{\"ana\":1}}".utf8).withUnsafeBufferPointer {
      #expect(mask.shown("/tool/ana", released: $0) == "/tool/ana")
      #expect(mask.shown("/tool/bo", released: $0) == "/tool/*")
    }
  }
}
