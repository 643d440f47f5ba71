// Which bracket closes which: parentheses within a clause, and the braces of components.

struct Brackets {
  /// For an opening bracket, the token that closes it.
  private(set) var closing: [Int: Int] = [:]

  /// - Complexity: O(tokens).
  init(tokens: [Token], bytes: [UInt8]) {
    var parentheses: [Int] = []
    var braces: [(token: Int, isComponent: Bool)] = []
    var isComponentNext = false
    for (number, token) in tokens.enumerated() {
      if token.kind == .directive {
        isComponentNext = bytes[token.bytes].elementsEqual(".comp".utf8)
        continue
      }
      guard token.kind == .punctuation, token.bytes.count == 1 else { continue }
      switch bytes[token.bytes.lowerBound] {
      case UInt8(ascii: "("): parentheses.append(number)
      case UInt8(ascii: ")"): if let start = parentheses.popLast() { closing[start] = number }
      case UInt8(ascii: "{"):
        braces.append((number, isComponentNext))
        isComponentNext = false
      case UInt8(ascii: "}"): if let start = braces.popLast(), start.isComponent { closing[start.token] = number }
      // What a clause leaves open ends with it; a full stop inside a name ends nothing.
      case UInt8(ascii: ".") where !tokens.isDotted(at: number):
        parentheses.removeAll()
        while let last = braces.last, !last.isComponent { braces.removeLast() }
      default: break
      }
    }
  }
}

extension [Token] {
  /// Whether the full stop of that number joins a name to a name.
  func isDotted(at stop: Int) -> Bool {
    guard stop > 0, stop + 1 < count, self[stop - 1].kind == .identifier, self[stop + 1].kind == .identifier else {
      return false
    }
    return self[stop - 1].bytes.upperBound == self[stop].bytes.lowerBound
      && self[stop].bytes.upperBound == self[stop + 1].bytes.lowerBound
  }
}
