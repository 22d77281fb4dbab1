/// Where a value stands in a message.
struct TextPlace: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    case member(String)
    case element(Int)
  }
  var steps: [Step] = []

  func appending(_ step: Step) -> TextPlace { TextPlace(steps: steps + [step]) }

  /// The names on the way, up to the first list.
  var names: [String] {
    var names: [String] = []
    for step in steps {
      guard case .member(let name) = step else { break }
      names.append(name)
    }
    return names
  }

  /// As a JSON Pointer (RFC 6901), as findings name places.
  var pointer: String {
    steps.map { step in
      switch step {
      case .member(let name):
        "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
      case .element(let place): "/\(place)"
      }
    }.joined()
  }
}

extension JSONTree {
  /// Every string of the value with its place, in order.
  var texts: [(place: TextPlace, text: String)] { texts(at: TextPlace()) }

  private func texts(at place: TextPlace) -> [(place: TextPlace, text: String)] {
    switch self {
    case .null, .bool, .number: []
    case .text(let text): [(place, text)]
    case .list(let elements):
      elements.enumerated().flatMap { $1.texts(at: place.appending(.element($0))) }
    case .object(let members):
      members.flatMap { $0.value.texts(at: place.appending(.member($0.name))) }
    }
  }

  func value(at place: TextPlace) -> JSONTree? {
    place.steps.reduce(self as JSONTree?) { value, step in
      switch step {
      case .member(let name): value?.member(name)
      case .element(let index): value?.element(index)
      }
    }
  }

  /// The value with another one at a place that it has.
  func replacing(_ place: TextPlace, with value: JSONTree) -> JSONTree {
    replacing(place.steps[...], with: value)
  }

  private func replacing(_ steps: ArraySlice<TextPlace.Step>, with value: JSONTree) -> JSONTree {
    guard let step = steps.first else { return value }
    let rest = steps.dropFirst()
    switch (self, step) {
    case (.object(let members), .member(let name)):
      return .object(
        members.map { $0.name == name ? Member(name, $0.value.replacing(rest, with: value)) : $0 })
    case (.list(var elements), .element(let place)) where elements.indices.contains(place):
      elements[place] = elements[place].replacing(rest, with: value)
      return .list(elements)
    case (.null, _), (.bool, _), (.number, _), (.text, _), (.list, _), (.object, _): return self
    }
  }
}
