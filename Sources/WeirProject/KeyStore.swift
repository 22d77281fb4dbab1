import WeirCrypto
import WeirEngine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the bytes of a key come from.
public enum KeyOrigin: Sendable, Equatable {
  /// An environment variable.
  case variable(String)
  case file(String)

  var description: String {
    switch self {
    case .variable(let name): "variable \(name)"
    case .file(let path): "file \(path)"
    }
  }
}

/// A key could not be had, and why.
public struct KeyLoadError: Error, Sendable, CustomStringConvertible {
  public var name: String
  public var reason: String

  public var description: String { "key `\(name)`: \(reason)" }
}

/// Named keys, newest first, from the environment or files.
public struct KeyStore: Sendable {
  /// As `weir.yaml` declares them; a key that isn't declared comes from `WEIR_KEY_<NAME>`.
  public var origins: [String: [KeyOrigin]]

  public init(origins: [String: [KeyOrigin]] = [:]) { self.origins = origins }

  /// The ring of one name.
  public func ring(_ name: String) throws(KeyLoadError) -> KeyRing {
    let places = origins[name] ?? [.variable("WEIR_KEY_" + name.uppercased())]
    var keys: [SecretKey] = []
    for place in places {
      let bytes = try contents(of: place, name)
      do throws(KeyError) {
        keys.append(try SecretKey.parse(name: name, contents: bytes))
      } catch {
        throw KeyLoadError(name: name, reason: "\(place.description): \(error)")
      }
    }
    do throws(KeyError) {
      return try KeyRing(name: name, keys: keys)
    } catch {
      throw KeyLoadError(name: name, reason: "\(error)")
    }
  }

  private func contents(of place: KeyOrigin, _ name: String) throws(KeyLoadError) -> [UInt8] {
    switch place {
    case .variable(let variable):
      guard let value = getenv(variable) else {
        throw KeyLoadError(
          name: name,
          reason: "set \(variable), or say in weir.yaml where it is: "
            + "`keys: {\(name): {file: …}}`; `openssl rand -base64 32` makes one")
      }
      return Array(String(cString: value).utf8)
    case .file(let path):
      do throws(FileError) {
        return try Files.read(path, bytesMax: ProjectLimits.keyBytesMax)
      } catch {
        throw KeyLoadError(name: name, reason: error.description)
      }
    }
  }
}

/// Hashes and encrypts for the engine with the rings of a set.
public struct RingConcealer: Concealer {
  let rings: [KeyRing]

  /// - Parameter rings: one for each of `Program.keyNames`, in order.
  public init(_ rings: [KeyRing]) { self.rings = rings }

  public func hash(_ value: UnsafeBufferPointer<UInt8>, key: Int) -> [UInt8] {
    rings[key].hash(value)
  }

  public func encrypt(
    _ value: UnsafeBufferPointer<UInt8>, key: Int, line: UnsafeBufferPointer<UInt8>,
    span: Range<Int>, at time: Timestamp
  ) -> [UInt8] {
    var context = sha256(line)
    withUnsafeBytes(of: UInt64(span.lowerBound).littleEndian) { context.append(contentsOf: $0) }
    withUnsafeBytes(of: UInt64(span.upperBound).littleEndian) { context.append(contentsOf: $0) }
    return rings[key].encrypt(
      Array(value), context: context, seconds: time.microseconds / 1_000_000)
  }
}
